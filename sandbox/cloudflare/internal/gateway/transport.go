package gateway

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"

	"moco-infra/sandbox/cloudflare/internal/link"
)

// tunnelTransport sends a request through one of the tunnel's connectors, and through another one
// where the first fails and the request can safely be made again.
type tunnelTransport struct {
	hub *link.Hub
}

var errNoConnector = errors.New("the tunnel has no live connector")

func (t *tunnelTransport) RoundTrip(request *http.Request) (*http.Response, error) {
	body := &countedBody{ReadCloser: request.Body}
	if request.Body != nil && request.Body != http.NoBody {
		defer func() { _ = body.ReadCloser.Close() }()
		request = request.Clone(request.Context())
		request.Body = body
	}
	lastError := errNoConnector
	for _, connector := range t.hub.Turn(request.URL.Host) {
		opened := false
		transport := &http.Transport{
			DisableKeepAlives:  true,
			DisableCompression: true,
			DialContext: func(context.Context, string, string) (net.Conn, error) {
				stream, err := connector.OpenStream()
				opened = err == nil
				return stream, err
			},
		}
		response, err := transport.RoundTrip(request)
		if err == nil {
			return response, nil
		}
		lastError = err
		slog.Warn("connector failed", "connector", connector.ID, "error", err)
		// Once a stream was open the origin may have acted already.
		if request.Context().Err() != nil || opened && (body.read || !repeatable(request.Method)) {
			break
		}
	}
	return nil, lastError
}

func repeatable(method string) bool {
	return method == http.MethodGet || method == http.MethodHead || method == http.MethodOptions
}

// countedBody knows whether any of it was read, and stays open for another try.
type countedBody struct {
	io.ReadCloser
	read bool
}

func (b *countedBody) Read(buffer []byte) (int, error) {
	b.read = true
	return b.ReadCloser.Read(buffer)
}

func (b *countedBody) Close() error { return nil }
