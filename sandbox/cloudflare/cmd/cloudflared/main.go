// Command cloudflared stands in for Cloudflare's connector. It has the same command line, as far as
// a service unit of ours uses it, and joins the stand-in edge only.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/google/uuid"

	"moco-infra/sandbox/cloudflare/internal/link"
	"moco-infra/sandbox/cloudflare/internal/origin"
	"moco-infra/sandbox/cloudflare/internal/tunneltoken"
)

// version is set when the program is built.
var version = "0.0.0"

const notice = "stand-in for Cloudflare's connector, for a local sandbox only; it cannot reach Cloudflare"

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "cloudflared:", err)
		os.Exit(1)
	}
}

func run(arguments []string) error {
	options, err := parseOptions(arguments, os.Getenv)
	if err != nil {
		return err
	}
	if options.showVersion {
		fmt.Printf("cloudflared version %s (%s)\n", version, notice)
		return nil
	}
	text, err := options.token()
	if err != nil {
		return err
	}
	token, err := tunneltoken.Parse(text)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	fmt.Fprintf(os.Stderr, "cloudflared %s: %s\n", version, notice)
	connector := &connector{
		hello: link.Hello{
			AccountTag: token.AccountTag, TunnelID: token.TunnelID, TunnelSecret: token.TunnelSecret,
			ConnectorID: uuid.NewString(), Version: version,
		},
		edges: options.edges,
		grace: options.gracePeriod,
	}
	listener, err := net.Listen("tcp", options.metrics)
	if err != nil {
		return err
	}
	go serveMetrics(listener, connector)
	slog.Info("Starting tunnel", "tunnelID", token.TunnelID, "connectorID", connector.hello.ConnectorID)
	connector.run(ctx)
	return nil
}

// connector keeps one session with an edge.
type connector struct {
	hello   link.Hello
	edges   []string
	grace   time.Duration
	handler origin.Handler
	ready   readiness
}

const (
	firstPause = 250 * time.Millisecond
	longPause  = 5 * time.Second
)

func (c *connector) run(ctx context.Context) {
	pause := firstPause
	for attempt := 0; ctx.Err() == nil; attempt++ {
		edge := c.edges[attempt%len(c.edges)]
		joined, err := c.join(ctx, edge)
		if ctx.Err() != nil {
			return
		}
		if joined {
			pause = firstPause
		}
		level := slog.LevelWarn
		if errors.Is(err, link.ErrRefused) {
			level = slog.LevelError
		}
		slog.Log(ctx, level, "Connection ended, trying again", "edge", edge, "in", pause, "error", err)
		select {
		case <-time.After(pause):
		case <-ctx.Done():
		}
		pause = min(2*pause, longPause)
	}
}

func (c *connector) join(ctx context.Context, edge string) (joined bool, err error) {
	session, first, err := link.Dial(ctx, edge, c.hello)
	if err != nil {
		return false, err
	}
	c.handler.Configure(first)
	slog.Info("Registered tunnel connection", "edge", edge, "rules", len(first.Config.Rules))
	c.ready.set(true)
	notifySystemd("READY=1")
	defer c.handler.Forget()
	defer c.ready.set(false)
	defer context.AfterFunc(ctx, func() { c.ready.set(false) })()
	return true, session.Serve(ctx, &c.handler, func(update link.Update) {
		slog.Info("Updated to new configuration", "version", update.Version, "rules", len(update.Config.Rules))
		c.handler.Configure(update)
	}, c.grace)
}

// notifySystemd tells a unit of Type=notify how it stands.
func notifySystemd(state string) {
	address := os.Getenv("NOTIFY_SOCKET")
	if address == "" {
		return
	}
	connection, err := net.Dial("unixgram", address)
	if err != nil {
		slog.Warn("systemd could not be notified", "error", err)
		return
	}
	defer connection.Close()
	_, _ = connection.Write([]byte(state))
}
