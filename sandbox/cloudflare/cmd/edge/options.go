package main

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"moco-infra/sandbox/cloudflare/internal/record"
)

type options struct {
	apiAddress       string
	publicAddress    string
	secureAddress    string
	connectorAddress string
	stateDirectory   string
	tokenFile        string
	accountID        string
	zones            zoneFlag
	private          record.Ranges
	team             string
	scheme           string
	warp             bool
}

func parseOptions(arguments []string) (options, error) {
	parsed := options{zones: zoneFlag{}}
	flags := flag.NewFlagSet("edge", flag.ContinueOnError)
	flags.StringVar(&parsed.apiAddress, "api", "127.0.0.1:8787", "`address` of the API")
	flags.StringVar(&parsed.publicAddress, "public", "127.0.0.1:8080", "`address` of the public gateway")
	flags.StringVar(&parsed.secureAddress, "public-tls", "", "`address` of the public gateway with TLS; none without")
	flags.StringVar(&parsed.connectorAddress, "connectors", "172.29.0.1:7844", "`address` that connectors dial")
	flags.StringVar(&parsed.stateDirectory, "state", "", "`folder` of the record and the signing key")
	flags.StringVar(&parsed.tokenFile, "api-token-file", "", "`file` with the API's bearer token")
	flags.StringVar(&parsed.accountID, "account", "", "the account's `id`; others are refused")
	flags.Var(parsed.zones, "zone", "`name=id` of a zone; may be given again")
	flags.Var(&parsed.private, "private", "`range` that private routes may name; may be given again")
	flags.StringVar(&parsed.team, "team", "moco", "the account's `name` at cloudflareaccess.com")
	flags.StringVar(&parsed.scheme, "visitor-scheme", "http", "`scheme` that origins are told visitors without TLS used")
	flags.BoolVar(&parsed.warp, "warp", true, "keep private routes in this machine's routing table (needs NET_ADMIN)")
	if err := flags.Parse(arguments); err != nil {
		return options{}, err
	}
	if parsed.stateDirectory == "" || parsed.tokenFile == "" || len(parsed.zones) == 0 {
		return options{}, errors.New("-state, -api-token-file and -zone are required")
	}
	return parsed, nil
}

func (o options) account() record.Account {
	return record.Account{ID: o.accountID, Team: o.team, Zones: o.zones, Private: o.private}
}

func (o options) token() (string, error) {
	data, err := os.ReadFile(o.tokenFile)
	if err != nil {
		return "", err
	}
	token := strings.TrimSpace(string(data))
	if token == "" {
		return "", fmt.Errorf("%s is empty", o.tokenFile)
	}
	return token, nil
}

// zoneFlag maps zone ids to names.
type zoneFlag map[string]string

func (z zoneFlag) String() string { return "" }

func (z zoneFlag) names() []string { return slices.Sorted(maps.Values(z)) }

func (z zoneFlag) Set(value string) error {
	name, id, found := strings.Cut(value, "=")
	if !found || name == "" || id == "" {
		return errors.New("must be name=id")
	}
	z[id] = name
	return nil
}
