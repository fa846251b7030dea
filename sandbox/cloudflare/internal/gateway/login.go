package gateway

import (
	"html/template"
	"log/slog"
	"net/http"
	"net/mail"
	"net/url"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4/jwt"

	"moco-infra/sandbox/cloudflare/internal/access"
	"moco-infra/sandbox/cloudflare/internal/assertion"
)

const loginPath = "/cdn-cgi/access/login"

var loginPage = template.Must(template.New("login").Parse(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Sign in to {{.Host}}</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 28rem; margin: 10vh auto; padding: 0 1rem; }
  input, button { font: inherit; padding: .5rem; width: 100%; box-sizing: border-box; margin-top: .5rem; }
  .note { background: #fff3cd; color: #533f03; padding: .75rem; border-radius: .25rem; }
</style>
<h1>Sign in to {{.Host}}</h1>
<p class="note">This page stands in for the identity provider of a local sandbox. It asks for no
password: whoever can reach this machine can sign in as anyone.</p>
<form method="post" action="` + loginPath + `">
  <input type="hidden" name="redirect_url" value="{{.Redirect}}">
  <label>E-mail address <input type="email" name="email" required autofocus></label>
  <button>Sign in</button>
</form>
`))

func loginAddress(redirect string) string {
	return loginPath + "?redirect_url=" + url.QueryEscape(redirect)
}

func (g *Gateway) serveLoginPage(writer http.ResponseWriter, request *http.Request) {
	writer.Header().Set("Content-Type", "text/html; charset=utf-8")
	writer.Header().Set("Cache-Control", "no-store")
	_ = loginPage.Execute(writer, map[string]string{
		"Host":     hostname(request.Host),
		"Redirect": localRedirect(request.FormValue("redirect_url")),
	})
}

// serveLogin starts a session for all applications of this hostname that let the person in.
func (g *Gateway) serveLogin(writer http.ResponseWriter, request *http.Request) {
	address, err := mail.ParseAddress(request.FormValue("email"))
	if err != nil {
		refuse(writer, http.StatusBadRequest, "Access: email is missing or not an address")
		return
	}
	view, host := g.Record(), hostname(request.Host)
	caller := access.Caller{Email: address.Address, Address: clientAddress(request)}
	var audiences jwt.Audience
	session := time.Duration(0)
	for _, application := range access.OnHost(view, host) {
		if access.Permits(view, application, caller) {
			audiences = append(audiences, application.Aud)
			session = max(session, access.Session(application))
		}
	}
	slog.Info("login", "host", host, "email", caller.Email, "applications", len(audiences))
	if len(audiences) == 0 {
		refuse(writer, http.StatusForbidden, "Access: that account does not have access")
		return
	}
	token, err := g.Signer.Sign(assertion.Claims{
		Claims: jwt.Claims{Issuer: assertion.Issuer(g.Team), Audience: audiences, Subject: subjectOf(caller.Email)},
		Type:   "app",
		Email:  caller.Email,
	}, session)
	if err != nil {
		refuse(writer, http.StatusInternalServerError, "the session could not be signed")
		return
	}
	http.SetCookie(writer, &http.Cookie{
		Name: sessionCookie, Value: token, Path: "/", MaxAge: int(session.Seconds()),
		HttpOnly: true, SameSite: http.SameSiteLaxMode,
	})
	http.Redirect(writer, request, localRedirect(request.FormValue("redirect_url")), http.StatusSeeOther)
}

func (g *Gateway) serveLogout(writer http.ResponseWriter, _ *http.Request) {
	http.SetCookie(writer, &http.Cookie{Name: sessionCookie, Path: "/", MaxAge: -1, HttpOnly: true})
	_, _ = writer.Write([]byte("Signed out.\n"))
}

// localRedirect keeps a redirect on this host: `//other` and `/\other` lead browsers elsewhere.
func localRedirect(target string) string {
	if !strings.HasPrefix(target, "/") || strings.HasPrefix(target, "//") || strings.HasPrefix(target, `/\`) {
		return "/"
	}
	return target
}
