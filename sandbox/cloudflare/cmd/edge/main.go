// Command edge stands in for Cloudflare's side of Zero Trust: the API's record, the connectors'
// listener, the public gateway with Access, and the operator's WARP routes.
package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"moco-infra/sandbox/cloudflare/internal/api"
	"moco-infra/sandbox/cloudflare/internal/assertion"
	"moco-infra/sandbox/cloudflare/internal/gateway"
	"moco-infra/sandbox/cloudflare/internal/record"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "edge:", err)
		os.Exit(1)
	}
}

func run(arguments []string) error {
	options, err := parseOptions(arguments)
	if err != nil {
		return err
	}
	token, err := options.token()
	if err != nil {
		return err
	}
	store, err := record.Open(filepath.Join(options.stateDirectory, "record.json"),
		options.account())
	if err != nil {
		return err
	}
	keyFile := filepath.Join(options.stateDirectory, "signing-key.pem")
	signer, err := assertion.LoadSigner(keyFile)
	if err != nil {
		return err
	}
	record.GiveToOwner(keyFile)

	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	edge := newEdge(store, signer, options)
	public := (&gateway.Gateway{
		Record: store.View, Hub: edge.hub, Signer: signer, Team: options.team, Scheme: options.scheme,
	}).Handler()
	servers := []server{
		{options.connectorAddress, edge.hub.Serve},
		{options.apiAddress, httpServer((&api.API{
			Record: store, Token: token, Connections: edge.connections, Status: edge.status,
			Team: options.team,
		}).Handler())},
		{options.publicAddress, httpServer(public)},
	}
	if options.secureAddress != "" {
		certificate, err := gateway.Certificate(options.zones.names())
		if err != nil {
			return err
		}
		servers = append(servers, server{options.secureAddress, httpsServer(public, certificate)})
	}
	failed := make(chan error, len(servers))
	for _, server := range servers {
		listener, err := listen(ctx, server.address)
		if err != nil {
			return err
		}
		defer listener.Close()
		go func() { failed <- server.serve(listener) }()
	}
	slog.Info("edge is up", "api", options.apiAddress, "public", options.publicAddress, "connectors", options.connectorAddress)

	var keeping sync.WaitGroup
	if options.warp {
		keeping.Go(func() { edge.keeper.Run(ctx.Done()) })
	}
	select {
	case <-ctx.Done():
		err = nil
	case err = <-failed:
		stop()
	}
	keeping.Wait()
	return err
}

type server struct {
	address string
	serve   func(net.Listener) error
}

func httpServer(handler http.Handler) func(net.Listener) error {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	return func(listener net.Listener) error {
		return unlessClosed(server.Serve(listener))
	}
}

// httpsServer speaks HTTP/2 to whoever does, as Cloudflare does.
func httpsServer(handler http.Handler, certificate tls.Certificate) func(net.Listener) error {
	server := &http.Server{
		Handler: handler, ReadHeaderTimeout: 10 * time.Second,
		TLSConfig: &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12},
	}
	return func(listener net.Listener) error {
		return unlessClosed(server.ServeTLS(listener, "", ""))
	}
}

func unlessClosed(err error) error {
	if errors.Is(err, net.ErrClosed) {
		return nil
	}
	return err
}

// listen binds the address even before the network it belongs to exists: the edge starts before the
// sandbox's networks do, and outlives them.
func listen(ctx context.Context, address string) (net.Listener, error) {
	config := net.ListenConfig{Control: func(_, _ string, connection syscall.RawConn) error {
		var failure error
		err := connection.Control(func(descriptor uintptr) {
			failure = syscall.SetsockoptInt(int(descriptor), syscall.SOL_IP, syscall.IP_FREEBIND, 1)
		})
		return errors.Join(err, failure)
	}}
	return config.Listen(ctx, "tcp4", address)
}
