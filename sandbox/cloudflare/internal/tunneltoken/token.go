// Package tunneltoken reads the token with which a connector joins its tunnel.
package tunneltoken

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"strings"
)

// Token is the account, the tunnel and the tunnel's secret (base64, as given to the API).
type Token struct {
	AccountTag   string `json:"a"`
	TunnelID     string `json:"t"`
	TunnelSecret string `json:"s"`
}

// Parse reads base64 of {"a":…,"t":…,"s":…}. Its errors never contain any part of the token.
func Parse(text string) (Token, error) {
	data, err := base64.StdEncoding.DecodeString(strings.TrimSpace(text))
	if err != nil {
		return Token{}, errors.New("provided tunnel token is not valid: it is not base64")
	}
	var token Token
	if err := json.Unmarshal(data, &token); err != nil {
		return Token{}, errors.New("provided tunnel token is not valid: it holds no JSON object")
	}
	if token.AccountTag == "" || token.TunnelID == "" || token.TunnelSecret == "" {
		return Token{}, errors.New("provided tunnel token is not valid: account, tunnel or secret is missing")
	}
	return token, nil
}
