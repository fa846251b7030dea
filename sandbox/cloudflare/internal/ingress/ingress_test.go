package ingress

import "testing"

var notFound = Rule{Service: "http_status:404"}

func TestFind(t *testing.T) {
	config := Config{Rules: []Rule{
		{Hostname: "n8n.example.test", Path: "^/webhook/", Service: "http://10.50.0.70:81"},
		{Hostname: "n8n.example.test", Service: "http://10.50.0.70:80"},
		{Hostname: "*.apps.example.test", Service: "http://10.50.0.70:82"},
		notFound,
	}}
	for _, test := range []struct{ host, path, service string }{
		{"n8n.example.test", "/webhook/1", "http://10.50.0.70:81"},
		{"n8n.example.test:8080", "/webhook/1", "http://10.50.0.70:81"},
		{"N8N.example.test", "/", "http://10.50.0.70:80"},
		{"n8n.example.test", "/x/webhook/", "http://10.50.0.70:80"},
		{"one.apps.example.test", "/", "http://10.50.0.70:82"},
		{"apps.example.test", "/", "http_status:404"},
		{"other.example.test", "/", "http_status:404"},
	} {
		rule, found := config.Find(test.host, test.path)
		if !found || rule.Service != test.service {
			t.Errorf("%s%s: got %q, want %q", test.host, test.path, rule.Service, test.service)
		}
	}
	if _, found := (Config{}).Find("n8n.example.test", "/"); found {
		t.Error("a tunnel without rules matches nothing")
	}
}

func TestCheck(t *testing.T) {
	for _, test := range []struct {
		name  string
		rules []Rule
		want  string
	}{
		{"accepts a catch-all at the end", []Rule{{Hostname: "a.test", Service: "http://10.50.0.70:80"}, notFound}, ""},
		{"refuses a missing catch-all", []Rule{{Hostname: "a.test", Service: "http://10.50.0.70:80"}},
			"the last ingress rule must match all URLs (i.e. it should not have a hostname or path filter)"},
		{"refuses a catch-all before the end", []Rule{notFound, notFound},
			"rule #1 is matching the hostname '', but this will match every hostname, meaning the rules which follow it will never be triggered"},
		{"refuses a bad path", []Rule{{Path: "(", Service: "http://a"}, notFound},
			"rule #1: invalid path regex: error parsing regexp: missing closing ): `(`"},
		{"refuses a service with a path", []Rule{{Hostname: "a.test", Service: "http://a/b"}, notFound},
			"rule #1: http://a/b is an invalid address, ingress rules don't support proxying to a different path on the origin service. The path will be the same as the eyeball request's path"},
		{"refuses an unknown service", []Rule{{Service: "ssh://a"}},
			`rule #1: service "ssh://a" is not http://…, https://… or http_status:…, the ones this stand-in knows`},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := ""
			if err := (Config{Rules: test.rules}).Check(); err != nil {
				got = err.Error()
			}
			if got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}
