// Package gateway is the public side of the edge: it finds the tunnel of a name, lets Access decide,
// and forwards through a live connector.
package gateway

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httputil"
	"net/netip"
	"strings"

	"moco-infra/sandbox/cloudflare/internal/access"
	"moco-infra/sandbox/cloudflare/internal/assertion"
	"moco-infra/sandbox/cloudflare/internal/forwarded"
	"moco-infra/sandbox/cloudflare/internal/link"
	"moco-infra/sandbox/cloudflare/internal/record"
)

// Gateway serves all public names.
type Gateway struct {
	Record func() *record.View
	Hub    *link.Hub
	Signer *assertion.Signer
	// Team is the account's name at cloudflareaccess.com.
	Team string
	// Scheme is what origins are told that visitors without TLS used.
	Scheme string
}

// Handler routes the edge's own paths and everything else.
func (g *Gateway) Handler() http.Handler {
	routes := http.NewServeMux()
	routes.HandleFunc("GET /cdn-cgi/access/certs", g.serveCerts)
	routes.HandleFunc("GET "+loginPath, g.serveLoginPage)
	routes.HandleFunc("POST "+loginPath, g.serveLogin)
	routes.HandleFunc("GET /cdn-cgi/access/logout", g.serveLogout)
	routes.HandleFunc("/cdn-cgi/", http.NotFound)
	own := http.NewServeMux()
	own.Handle("/cdn-cgi/", routes)
	proxy := g.newProxy()
	return http.HandlerFunc(func(writer http.ResponseWriter, request *http.Request) {
		// Compared before cleaning: the mux redirects unclean paths, which belong to the origin.
		if strings.HasPrefix(request.URL.Path, "/cdn-cgi/") {
			own.ServeHTTP(writer, request)
			return
		}
		g.serve(proxy, writer, request)
	})
}

func (g *Gateway) serve(proxy http.Handler, writer http.ResponseWriter, request *http.Request) {
	view := g.Record()
	host := hostname(request.Host)
	tunnel, found := view.TunnelOf(host)
	if !found {
		refuse(writer, http.StatusNotFound, "no DNS record of this zone leads from "+host+" to a tunnel")
		return
	}
	caller, commonName := g.identify(view, request)
	decision := access.Decide(view, host, request.URL.Path, caller)
	slog.Info("request", "host", host, "path", request.URL.Path, "client", caller.Address,
		"access", decision.Outcome, "application", decision.Application.Name, "policy", decision.Policy)
	switch decision.Outcome {
	case access.Login:
		if wantsPage(request) {
			http.Redirect(writer, request, loginAddress(request.URL.RequestURI()), http.StatusFound)
			return
		}
		refuse(writer, http.StatusForbidden, "Access: sign in at "+loginPath+" or send a service token")
		return
	case access.Deny:
		status := http.StatusForbidden
		if decision.Application.ServiceAuth401 && caller.Email == "" && caller.ServiceTokenID == "" {
			status = http.StatusUnauthorized
		}
		refuse(writer, status, "Access: this caller has no permission for "+decision.Application.Name)
		return
	}
	if len(g.Hub.Connectors(tunnel)) == 0 {
		refuse(writer, 530, "error code: 1033: the tunnel has no live connector")
		return
	}
	prepared, err := g.prepare(request, caller, commonName, decision)
	if err != nil {
		refuse(writer, http.StatusInternalServerError, "the assertion could not be signed")
		return
	}
	prepared.URL.Scheme, prepared.URL.Host = "http", tunnel
	proxy.ServeHTTP(writer, prepared)
}

// newProxy forwards prepared requests, whose URL names the tunnel as its host.
func (g *Gateway) newProxy() http.Handler {
	return &httputil.ReverseProxy{
		Transport:     &tunnelTransport{hub: g.Hub},
		FlushInterval: -1,
		Rewrite: func(proxied *httputil.ProxyRequest) {
			proxied.Out.Host = proxied.In.Host
			forwarded.Keep(proxied)
		},
		ErrorHandler: func(writer http.ResponseWriter, request *http.Request, err error) {
			slog.Error("no connector answered", "host", request.Host, "error", err)
			refuse(writer, http.StatusBadGateway, "no connector of the tunnel answered")
		},
	}
}

func (g *Gateway) serveCerts(writer http.ResponseWriter, _ *http.Request) {
	writer.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(writer).Encode(g.Signer.Keys())
}

func refuse(writer http.ResponseWriter, status int, text string) {
	http.Error(writer, fmt.Sprintf("%d %s", status, text), status)
}

func hostname(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.ToLower(strings.TrimSuffix(host, "."))
}

func clientAddress(request *http.Request) netip.Addr {
	remote, _ := netip.ParseAddrPort(request.RemoteAddr)
	return remote.Addr().Unmap()
}

// wantsPage is true for a browser that follows a link: what can show a login page.
func wantsPage(request *http.Request) bool {
	return (request.Method == http.MethodGet || request.Method == http.MethodHead) &&
		strings.Contains(request.Header.Get("Accept"), "text/html")
}
