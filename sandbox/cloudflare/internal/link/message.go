// Package link is what an edge and its connectors say to each other: one yamux session per connector,
// whose first stream carries these messages as JSON and whose other streams are HTTP requests.
package link

import (
	"io"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/hashicorp/yamux"

	"moco-infra/sandbox/cloudflare/internal/ingress"
)

// Hello is the connector's first message.
type Hello struct {
	AccountTag   string `json:"accountTag"`
	TunnelID     string `json:"tunnelId"`
	TunnelSecret string `json:"tunnelSecret"`
	ConnectorID  string `json:"connectorId"`
	Version      string `json:"version"`
}

// Goodbye is the connector's last message: no new requests from now on.
type Goodbye struct {
	Unregister bool `json:"unregister"`
}

// Update is what the edge sends at first and whenever something changes.
type Update struct {
	// Refused says why the connector may not join; the session then ends.
	Refused string         `json:"refused,omitempty"`
	Config  ingress.Config `json:"config"`
	Version int            `json:"version"`
	// Keys verify Access's assertions; the real connector fetches them from the team's address.
	Keys jose.JSONWebKeySet `json:"keys"`
}

// sessionConfig notices a peer that hangs within seconds, as a partition or a paused machine leaves it.
func sessionConfig() *yamux.Config {
	config := yamux.DefaultConfig()
	config.KeepAliveInterval = 2 * time.Second
	config.ConnectionWriteTimeout = 4 * time.Second
	config.LogOutput = io.Discard
	return config
}
