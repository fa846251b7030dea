package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

// defaultEdges are the names the real connector finds through DNS.
var defaultEdges = []string{"region1.v2.argotunnel.com:7844", "region2.v2.argotunnel.com:7844"}

type options struct {
	showVersion bool
	metrics     string
	edges       []string
	gracePeriod time.Duration
	tokenText   string
	tokenFile   string
}

const usage = "usage: cloudflared --version | cloudflared tunnel [options] run [options]"

// parseOptions reads `tunnel [options] run [options]`; environment variables are the real one's.
func parseOptions(arguments []string, environment func(string) string) (options, error) {
	if len(arguments) == 1 && (arguments[0] == "--version" || arguments[0] == "-v" || arguments[0] == "version") {
		return options{showVersion: true}, nil
	}
	if len(arguments) == 0 || arguments[0] != "tunnel" {
		return options{}, errors.New(usage)
	}
	var parsed options
	var edges listFlag
	flags := flag.NewFlagSet("cloudflared tunnel", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&parsed.metrics, "metrics", or(environment("TUNNEL_METRICS"), "127.0.0.1:20241"), "")
	flags.StringVar(&parsed.tokenText, "token", environment("TUNNEL_TOKEN"), "")
	flags.StringVar(&parsed.tokenFile, "token-file", environment("TUNNEL_TOKEN_FILE"), "")
	flags.DurationVar(&parsed.gracePeriod, "grace-period", 30*time.Second, "")
	flags.Var(&edges, "edge", "")
	// Taken and without effect here.
	flags.Bool("no-autoupdate", false, "")
	for _, name := range []string{"loglevel", "protocol", "edge-ip-version", "ha-connections", "retries", "region"} {
		flags.String(name, "", "")
	}
	if err := flags.Parse(arguments[1:]); err != nil {
		return options{}, fmt.Errorf("%w\n%s", err, usage)
	}
	if flags.Arg(0) != "run" {
		return options{}, errors.New(usage)
	}
	if err := flags.Parse(flags.Args()[1:]); err != nil {
		return options{}, fmt.Errorf("%w\n%s", err, usage)
	}
	parsed.edges = edges
	if len(edges) == 0 {
		parsed.edges = defaultEdges
	}
	return parsed, nil
}

func (o options) token() (string, error) {
	if o.tokenText != "" {
		return o.tokenText, nil
	}
	if o.tokenFile == "" {
		return "", errors.New(`"cloudflared tunnel run" requires a token: give --token-file`)
	}
	data, err := os.ReadFile(o.tokenFile)
	if err != nil {
		return "", fmt.Errorf("failed to read token file: %w", err)
	}
	return string(data), nil
}

type listFlag []string

func (l *listFlag) String() string { return strings.Join(*l, ",") }

func (l *listFlag) Set(value string) error {
	*l = append(*l, strings.Split(value, ",")...)
	return nil
}

func or(first, second string) string {
	if first != "" {
		return first
	}
	return second
}
