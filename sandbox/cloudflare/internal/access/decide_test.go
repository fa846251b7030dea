package access

import (
	"net/netip"
	"testing"

	"moco-infra/sandbox/cloudflare/internal/record"
)

func rule(selector string, pairs ...string) record.Rule {
	value := map[string]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		value[pairs[i]] = pairs[i+1]
	}
	return record.Rule{selector: value}
}

func policy(name, decision string, lists record.RuleLists) record.PolicyView {
	return record.PolicyView{Name: name, Decision: decision, RuleLists: lists}
}

func include(rules ...record.Rule) record.RuleLists { return record.RuleLists{Include: rules} }

var view = &record.View{
	Groups: map[string]record.GroupView{
		"staff":     {RuleLists: include(rule("emailDomain", "domain", "example.test"))},
		"operators": {RuleLists: record.RuleLists{Include: []record.Rule{rule("group", "id", "staff")}, Require: []record.Rule{rule("email", "email", "ann@example.test")}}},
		"circle":    {RuleLists: include(rule("group", "id", "circle"))},
	},
	Policies: map[string]record.PolicyView{
		"allow-staff": policy("staff", "allow", record.RuleLists{
			Include: []record.Rule{rule("group", "id", "staff")},
			Exclude: []record.Rule{rule("email", "email", "gone@example.test")},
		}),
		"allow-operators": policy("operators", "allow", include(rule("group", "id", "operators"))),
		"robot":           policy("robot", "non_identity", include(rule("serviceToken", "tokenId", "token-1"))),
		"open":            policy("open", "bypass", include(rule("everyone"))),
		"office":          policy("office", "bypass", include(rule("ip", "ip", "127.0.0.2/32"))),
		"circle":          policy("circle", "allow", include(rule("group", "id", "circle"))),
		"no-bob":          policy("no bob", "deny", include(rule("email", "email", "bob@example.test"))),
	},
	Applications: []record.ApplicationView{
		{Name: "n8n", Aud: "a1", Domain: "n8n.example.test", Policies: []record.PolicyView{{ID: "no-bob", Precedence: 1}, {ID: "allow-staff", Precedence: 2}, {ID: "robot", Precedence: 3}}},
		{Name: "n8n-webhook", Aud: "a2", Domain: "n8n.example.test/webhook", Policies: []record.PolicyView{{ID: "open"}}},
		{Name: "n8n-admin", Aud: "a3", Domain: "n8n.example.test/webhook/admin", Policies: []record.PolicyView{{ID: "allow-operators"}}},
		{Name: "robots", Aud: "a4", Domain: "robots.example.test", Policies: []record.PolicyView{{ID: "robot"}}},
		{Name: "office", Aud: "a5", Domain: "office.example.test", Policies: []record.PolicyView{{ID: "allow-staff"}, {ID: "office"}}},
		{Name: "any", Aud: "a6", Domain: "*.example.test", Policies: []record.PolicyView{{ID: "circle"}}},
		{Name: "none", Aud: "a7", Domain: "none.example.test"},
	},
}

func TestDecide(t *testing.T) {
	nobody := Caller{Address: netip.MustParseAddr("127.0.0.1")}
	person := func(email string) Caller { return Caller{Email: email, Address: nobody.Address} }
	robot := Caller{ServiceTokenID: "token-1", Address: nobody.Address}
	stranger := Caller{ServiceTokenID: "token-2", Address: nobody.Address}
	office := Caller{Address: netip.MustParseAddr("127.0.0.2")}

	for _, test := range []struct {
		name, host, path string
		caller           Caller
		outcome          Outcome
		policy           string
	}{
		{"a person of the group", "n8n.example.test", "/", person("ann@example.test"), Allow, "staff"},
		{"an address written in capitals", "n8n.example.test", "/", person("Ann@Example.Test"), Allow, "staff"},
		{"nobody", "n8n.example.test", "/", nobody, Login, ""},
		{"someone of another domain", "n8n.example.test", "/", person("eve@evil.test"), Deny, ""},
		{"a domain that only ends alike", "n8n.example.test", "/", person("eve@evilexample.test"), Deny, ""},
		{"an excluded person", "n8n.example.test", "/", person("gone@example.test"), Deny, ""},
		{"a person denied before being allowed", "n8n.example.test", "/", person("bob@example.test"), Deny, "no bob"},
		{"a service token", "n8n.example.test", "/", robot, Allow, "robot"},
		{"another service token", "n8n.example.test", "/", stranger, Deny, ""},
		{"a path that is open", "n8n.example.test", "/webhook/1", nobody, Bypass, "open"},
		{"the open path itself", "n8n.example.test", "/webhook", nobody, Bypass, "open"},
		{"a path in capitals", "n8n.example.test", "/WebHook", nobody, Bypass, "open"},
		{"a path that only begins alike", "n8n.example.test", "/webhooks", nobody, Login, ""},
		{"a closed path below the open one", "n8n.example.test", "/webhook/admin/x", nobody, Login, ""},
		{"an operator below the open path", "n8n.example.test", "/webhook/admin", person("ann@example.test"), Allow, "operators"},
		{"someone who lacks what the group requires", "n8n.example.test", "/webhook/admin", person("bea@example.test"), Deny, ""},
		{"a person where only tokens pass", "robots.example.test", "/", person("ann@example.test"), Deny, ""},
		{"nobody where signing in does not help", "robots.example.test", "/", nobody, Deny, ""},
		{"an address that bypasses", "office.example.test", "/", office, Bypass, "office"},
		{"another address", "office.example.test", "/", nobody, Login, ""},
		{"a wildcard application and a circular group", "x.example.test", "/", person("ann@example.test"), Deny, ""},
		{"an application without policies", "none.example.test", "/", person("ann@example.test"), Deny, ""},
		{"no application", "other.test", "/", nobody, Public, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			decision := Decide(view, test.host, test.path, test.caller)
			if decision.Outcome != test.outcome || decision.Policy != test.policy {
				t.Errorf("got %s by %q, want %s by %q", decision.Outcome, decision.Policy, test.outcome, test.policy)
			}
		})
	}
}
