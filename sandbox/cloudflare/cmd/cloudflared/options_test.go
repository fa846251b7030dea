package main

import (
	"reflect"
	"strings"
	"testing"
)

func TestParseOptions(t *testing.T) {
	none := func(string) string { return "" }

	t.Run("reads the command line of a service unit", func(t *testing.T) {
		parsed, err := parseOptions(strings.Fields(
			"tunnel --no-autoupdate --metrics 127.0.0.1:20242 run --token-file /etc/cloudflared/token"), none)
		if err != nil {
			t.Fatal(err)
		}
		if parsed.metrics != "127.0.0.1:20242" || parsed.tokenFile != "/etc/cloudflared/token" || !reflect.DeepEqual(parsed.edges, defaultEdges) {
			t.Errorf("got %+v", parsed)
		}
	})

	t.Run("takes the real one's environment variables", func(t *testing.T) {
		parsed, err := parseOptions([]string{"tunnel", "run"}, func(name string) string {
			return map[string]string{"TUNNEL_TOKEN_FILE": "/token"}[name]
		})
		if err != nil || parsed.tokenFile != "/token" {
			t.Errorf("got %+v, %v", parsed, err)
		}
	})

	for _, text := range []string{"", "access", "tunnel", "tunnel --nonsense run", "tunnel run --nonsense"} {
		if _, err := parseOptions(strings.Fields(text), none); err == nil || !strings.Contains(err.Error(), usage) {
			t.Errorf("%q: got %v", text, err)
		}
	}
	if _, err := (options{}).token(); err == nil {
		t.Error("no token is needed")
	}
}
