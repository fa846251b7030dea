// Package assertion signs and verifies the tokens with which Access tells an origin who is calling.
package assertion

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

// leeway forgives clocks that differ a little.
const leeway = 10 * time.Second

// Claims is what Access puts into a token: `email` for a person, `common_name` for a service token.
type Claims struct {
	jwt.Claims
	Type       string `json:"type,omitempty"`
	Email      string `json:"email,omitempty"`
	CommonName string `json:"common_name,omitempty"`
}

// Issuer is the address of a team's login pages, the `iss` of every token.
func Issuer(team string) string {
	return "https://" + team + ".cloudflareaccess.com"
}

// Signer holds the team's signing key.
type Signer struct {
	key    *ecdsa.PrivateKey
	keyID  string
	signer jose.Signer
}

// LoadSigner reads the key from a file, making one at first use, so that sessions outlive a restart.
func LoadSigner(path string) (*Signer, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return createSigner(path)
	}
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(data)
	if block == nil {
		return nil, fmt.Errorf("%s is not a PEM file; remove it to get a new key", path)
	}
	key, err := x509.ParseECPrivateKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return newSigner(key)
}

func createSigner(path string) (*Signer, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	der, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return nil, err
	}
	data := pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: der})
	if err := os.WriteFile(path, data, 0o600); err != nil {
		return nil, err
	}
	return newSigner(key)
}

func newSigner(key *ecdsa.PrivateKey) (*Signer, error) {
	public := jose.JSONWebKey{Key: key.Public()}
	print, err := public.Thumbprint(crypto.SHA256)
	if err != nil {
		return nil, err
	}
	keyID := fmt.Sprintf("%x", print)
	signer, err := jose.NewSigner(
		jose.SigningKey{Algorithm: jose.ES256, Key: jose.JSONWebKey{Key: key, KeyID: keyID}},
		(&jose.SignerOptions{}).WithType("JWT"),
	)
	return &Signer{key: key, keyID: keyID, signer: signer}, err
}

// Keys is the public key set, as served under /cdn-cgi/access/certs.
func (s *Signer) Keys() jose.JSONWebKeySet {
	return jose.JSONWebKeySet{Keys: []jose.JSONWebKey{
		{Key: s.key.Public(), KeyID: s.keyID, Algorithm: string(jose.ES256), Use: "sig"},
	}}
}

// Sign renders a token that is valid from now on for the given time.
func (s *Signer) Sign(claims Claims, lifetime time.Duration) (string, error) {
	now := time.Now()
	claims.IssuedAt = jwt.NewNumericDate(now)
	claims.NotBefore = jwt.NewNumericDate(now)
	claims.Expiry = jwt.NewNumericDate(now.Add(lifetime))
	return jwt.Signed(s.signer).Claims(claims).Serialize()
}

// Verify checks signature, issuer, time and that one of the wanted audiences is named.
func Verify(token string, keys jose.JSONWebKeySet, issuer string, audiences []string) (Claims, error) {
	parsed, err := jwt.ParseSigned(token, []jose.SignatureAlgorithm{jose.ES256})
	if err != nil {
		return Claims{}, err
	}
	var claims Claims
	if err := parsed.Claims(keys, &claims); err != nil {
		return Claims{}, err
	}
	if err := claims.ValidateWithLeeway(jwt.Expected{Issuer: issuer, Time: time.Now()}, leeway); err != nil {
		return Claims{}, err
	}
	if !slices.ContainsFunc(audiences, claims.Audience.Contains) {
		return Claims{}, jwt.ErrInvalidAudience
	}
	return claims, nil
}
