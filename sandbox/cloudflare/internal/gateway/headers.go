package gateway

import (
	"crypto/rand"
	"encoding/hex"
	"net/http"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4/jwt"

	"moco-infra/sandbox/cloudflare/internal/access"
	"moco-infra/sandbox/cloudflare/internal/assertion"
	"moco-infra/sandbox/cloudflare/internal/record"
)

const (
	clientIDHeader     = "Cf-Access-Client-Id"
	clientSecretHeader = "Cf-Access-Client-Secret"
	sessionCookie      = "CF_Authorization"
	// assertionLifetime is short: an assertion is made for one request.
	assertionLifetime = time.Minute
)

// identify finds out who is calling: by service token, else by the session cookie.
func (g *Gateway) identify(view *record.View, request *http.Request) (caller access.Caller, commonName string) {
	caller.Address = clientAddress(request)
	if clientID := request.Header.Get(clientIDHeader); clientID != "" {
		if token, valid := view.ServiceToken(clientID, request.Header.Get(clientSecretHeader)); valid {
			caller.ServiceTokenID = token.ID
			commonName = token.ClientID
		}
	}
	cookie, err := request.Cookie(sessionCookie)
	if err != nil {
		return caller, commonName
	}
	application, found := access.Find(view, hostname(request.Host), request.URL.Path)
	if !found {
		return caller, commonName
	}
	claims, err := assertion.Verify(cookie.Value, g.Signer.Keys(), assertion.Issuer(g.Team), []string{application.Aud})
	if err == nil {
		caller.Email = claims.Email
	}
	return caller, commonName
}

// prepare copies a request as the origin shall see it: nothing that only the edge may say is left of
// what the visitor sent.
func (g *Gateway) prepare(
	request *http.Request, caller access.Caller, commonName string, decision access.Decision,
) (*http.Request, error) {
	forwarded := request.Clone(request.Context())
	for name := range forwarded.Header {
		if strings.HasPrefix(name, "Cf-") {
			forwarded.Header.Del(name)
		}
	}
	address := caller.Address.String()
	forwarded.Header.Set("Cf-Connecting-Ip", address)
	forwarded.Header.Set("Cf-Ray", rayID())
	scheme := g.schemeOf(request)
	forwarded.Header.Set("Cf-Visitor", `{"scheme":"`+scheme+`"}`)
	// Cloudflare adds to this one instead of replacing it: origins must not believe its first entry. Its
	// form, one line and commas without blanks, is what an origin behind a tunnel was seen to get:
	// https://github.com/cloudflare/cloudflared/issues/1426
	hops := append(forwarded.Header.Values("X-Forwarded-For"), address)
	forwarded.Header.Set("X-Forwarded-For", strings.Join(hops, ","))
	forwarded.Header.Set("X-Forwarded-Proto", scheme)
	if decision.Outcome != access.Allow {
		return forwarded, nil
	}
	claims := assertion.Claims{
		Claims: jwt.Claims{Issuer: assertion.Issuer(g.Team), Audience: jwt.Audience{decision.Application.Aud}},
		Type:   "app",
	}
	if caller.Email != "" {
		claims.Email, claims.Subject = caller.Email, subjectOf(caller.Email)
		forwarded.Header.Set("Cf-Access-Authenticated-User-Email", caller.Email)
	} else {
		claims.CommonName = commonName
	}
	token, err := g.Signer.Sign(claims, assertionLifetime)
	if err != nil {
		return nil, err
	}
	forwarded.Header.Set("Cf-Access-Jwt-Assertion", token)
	return forwarded, nil
}

// schemeOf is what the visitor used.
func (g *Gateway) schemeOf(request *http.Request) string {
	if request.TLS != nil {
		return "https"
	}
	return g.Scheme
}

func subjectOf(email string) string {
	return record.Hash(strings.ToLower(email))[:32]
}

func rayID() string {
	data := make([]byte, 8)
	_, _ = rand.Read(data)
	return hex.EncodeToString(data)
}
