package main

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
)

// readiness counts the connections that are registered; this stand-in keeps one at most.
type readiness struct {
	connections atomic.Int64
}

func (r *readiness) set(ready bool) {
	if ready {
		r.connections.Store(1)
	} else {
		r.connections.Store(0)
	}
}

// serveMetrics answers /ready and /metrics with the real connector's forms and names.
func serveMetrics(listener net.Listener, connector *connector) {
	routes := http.NewServeMux()
	routes.HandleFunc("GET /ready", func(writer http.ResponseWriter, _ *http.Request) {
		connections := connector.ready.connections.Load()
		status := http.StatusOK
		if connections == 0 {
			status = http.StatusServiceUnavailable
		}
		writer.Header().Set("Content-Type", "application/json")
		writer.WriteHeader(status)
		_ = json.NewEncoder(writer).Encode(map[string]any{
			"status": status, "readyConnections": connections, "connectorId": connector.hello.ConnectorID,
		})
	})
	routes.HandleFunc("GET /healthcheck", func(writer http.ResponseWriter, _ *http.Request) {
		fmt.Fprintln(writer, "OK")
	})
	routes.HandleFunc("GET /metrics", func(writer http.ResponseWriter, _ *http.Request) {
		writer.Header().Set("Content-Type", "text/plain; version=0.0.4")
		fmt.Fprintf(writer, "# TYPE build_info gauge\nbuild_info{version=%q} 1\n", version)
		fmt.Fprintf(writer, "# TYPE cloudflared_tunnel_ha_connections gauge\ncloudflared_tunnel_ha_connections %d\n", connector.ready.connections.Load())
		fmt.Fprintf(writer, "# TYPE cloudflared_tunnel_total_requests counter\ncloudflared_tunnel_total_requests %d\n", connector.handler.Requests.Load())
		fmt.Fprintf(writer, "# TYPE cloudflared_tunnel_request_errors counter\ncloudflared_tunnel_request_errors %d\n", connector.handler.Errors.Load())
	})
	slog.Info("Starting metrics server on " + listener.Addr().String() + "/metrics")
	_ = http.Serve(listener, routes)
}
