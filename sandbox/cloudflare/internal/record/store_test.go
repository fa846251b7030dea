package record

import (
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const secret = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc="

func open(t *testing.T) *Store {
	t.Helper()
	store, err := Open(filepath.Join(t.TempDir(), "record.json"),
		Account{ID: "account", Team: "moco", Zones: map[string]string{"zone": "example.test"},
			Private: Ranges{netip.MustParsePrefix("10.50.0.0/16"), netip.MustParsePrefix("10.51.0.0/16")}})
	if err != nil {
		t.Fatal(err)
	}
	return store
}

func create(t *testing.T, store *Store, kind string, inputs Properties) Object {
	t.Helper()
	object, _, err := store.Create(kind, inputs)
	if err != nil {
		t.Fatalf("%s: %v", kind, err)
	}
	return object
}

func list(values ...any) []any { return values }

func everyone() []any { return list(map[string]any{"everyone": map[string]any{}}) }

// furnish sets up one object of each kind that others can clash with.
func furnish(t *testing.T, store *Store) (tunnel, policy Object) {
	t.Helper()
	tunnel = create(t, store, Tunnel, Properties{"accountId": "account", "name": "services", "tunnelSecret": secret})
	create(t, store, TunnelRoute, Properties{"accountId": "account", "tunnelId": tunnel.ID, "network": "10.50.0.0/24"})
	create(t, store, DNSRecord, Properties{"zoneId": "zone", "name": "n8n.example.test", "type": "CNAME", "content": "x.cfargotunnel.com", "proxied": true})
	policy = create(t, store, Policy, Properties{"accountId": "account", "name": "open", "decision": "bypass", "includes": everyone()})
	create(t, store, Application, Properties{"accountId": "account", "name": "n8n", "domain": "n8n.example.test", "policies": list(map[string]any{"id": policy.ID})})
	return tunnel, policy
}

func TestRefusals(t *testing.T) {
	store := open(t)
	tunnel, _ := furnish(t, store)
	application := func(changed Properties) Properties {
		inputs := Properties{"accountId": "account", "name": "app", "domain": "app.example.test"}
		for name, value := range changed {
			inputs[name] = value
		}
		return inputs
	}
	route := func(network string) Properties {
		return Properties{"accountId": "account", "tunnelId": tunnel.ID, "network": network}
	}
	for _, test := range []struct {
		name, kind string
		inputs     Properties
		want       string
	}{
		{"an unknown kind", "zeroTrustDex", Properties{}, `No route for objects of kind "zeroTrustDex" (7000)`},
		{"another account", Tunnel, Properties{"accountId": "other", "name": "x"},
			"Could not route to /accounts/other, perhaps your object identifier is invalid? (7003)"},
		{"a second tunnel of a name", Tunnel, Properties{"accountId": "account", "name": "services"},
			"You already have a tunnel with this name: services (1013)"},
		{"a short tunnel secret", Tunnel, Properties{"accountId": "account", "name": "x", "tunnelSecret": "c2hvcnQ="},
			"tunnel_secret must be base64 of at least 32 bytes (1004)"},
		{"an ingress without catch-all", TunnelConfig, Properties{"accountId": "account", "tunnelId": tunnel.ID,
			"config": map[string]any{"ingresses": list(map[string]any{"hostname": "a.test", "service": "http://a"})}},
			"Bad Configuration: the last ingress rule must match all URLs (i.e. it should not have a hostname or path filter) (1056)"},
		{"a config for no tunnel", TunnelConfig, Properties{"accountId": "account", "tunnelId": "none"},
			"zeroTrustTunnelCloudflared none not found (1003)"},
		{"an overlapping route", TunnelRoute, route("10.50.0.128/25"),
			"You already have a route defined for this IP subnet: 10.50.0.128/25 overlaps 10.50.0.0/24 (1014)"},
		{"a route with host bits", TunnelRoute, route("10.51.0.1/24"), `network "10.51.0.1/24" is not a valid CIDR (1015)`},
		{"a route outside the locations", TunnelRoute, route("192.168.0.0/24"),
			"network 192.168.0.0/24 is outside 10.50.0.0/16 and 10.51.0.0/16, the only ranges this stand-in routes (1015)"},
		{"a second record of a name", DNSRecord, Properties{"zoneId": "zone", "name": "N8N", "type": "A", "content": "192.0.2.1"},
			"An A, AAAA, or CNAME record with that host already exists: n8n.example.test (81053)"},
		{"a record of another zone", DNSRecord, Properties{"zoneId": "other", "name": "a", "type": "A", "content": "192.0.2.1"},
			"Could not route to /zones/other, perhaps your object identifier is invalid? (7003)"},
		{"an application outside the zone", Application, application(Properties{"domain": "app.evilexample.test"}),
			"access.api.error.invalid_request: domain app.evilexample.test does not belong to zone (12130)"},
		{"a second application of a domain", Application, application(Properties{"domain": "n8n.example.test"}),
			"access.api.error.conflict: application_already_exists for n8n.example.test (11010)"},
		{"a visible enrolment", Application, Properties{"accountId": "account", "type": "warp", "appLauncherVisible": false},
			"access.api.error.invalid_request: app_launcher_visible is not valid for applications of type warp (12130)"},
		{"a second enrolment", Application, Properties{"accountId": "account", "type": "warp"},
			"access.api.error.conflict: application_already_exists for device enrolment (11010)"},
		{"a second one-time PIN", IdentityProvider, Properties{"accountId": "account", "type": "onetimepin"},
			"access.api.error.conflict: identity provider of type onetimepin already exists (12132)"},
		{"sessions of devices, where the account has none", Application, application(Properties{"allowAuthenticateViaWarp": false}),
			"access.api.error.invalid_request: allow_authenticate_via_warp cannot be set if the Warp Auth Session Duration is not set for the account (12130)"},
		{"device settings that are taken back to nothing", DeviceSettings, Properties{"accountId": "account", "useZtVirtualIp": nil},
			"invalid account settings request (1001)"},
		{"a profile with both lists", DeviceProfile, Properties{"accountId": "account", "includes": list(), "excludes": list()},
			"exclude and include cannot both be set (1001)"},
		{"an unknown normalisation", URLNormalization, Properties{"zoneId": "zone", "type": "cloudflare", "scope": "all"},
			`scope must be one of incoming, both, none, got "all" (20120)`},
		{"an unknown policy", Application, application(Properties{"policies": list(map[string]any{"id": "none"})}),
			"access.api.error.invalid_request: policy none not found (12130)"},
		{"an unknown decision", Policy, Properties{"accountId": "account", "name": "x", "decision": "maybe", "includes": everyone()},
			`access.api.error.invalid_request: decision must be one of allow, deny, bypass, non_identity, got "maybe" (12130)`},
		{"a policy without rules", Policy, Properties{"accountId": "account", "name": "x", "decision": "allow"},
			"access.api.error.invalid_request: include must hold at least one rule (12130)"},
		{"a group that does not exist", Policy, Properties{"accountId": "account", "name": "x", "decision": "allow",
			"includes": list(map[string]any{"group": map[string]any{"id": "none"}})},
			`access.api.error.invalid_request: group "none" not found (12130)`},
		{"a rule it cannot decide", Group, Properties{"accountId": "account", "name": "x",
			"includes": list(map[string]any{"geo": map[string]any{"countryCode": "DE"}})},
			`access.api.error.invalid_request: this stand-in cannot decide rules with "geo"; it knows anyValidServiceToken, email, emailDomain, everyone, group, ip, loginMethod, serviceToken (12130)`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, _, err := store.Create(test.kind, test.inputs)
			if err == nil || err.Error() != test.want {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
		})
	}
}

func TestDeletion(t *testing.T) {
	store := open(t)
	tunnel, policy := furnish(t, store)

	store.Live = func(string) int { return 1 }
	if err := store.Delete(Tunnel, tunnel.ID); err == nil || !strings.HasSuffix(err.Error(), "(1022)") {
		t.Errorf("a tunnel with live connectors went: %v", err)
	}
	want := "access.api.error.invalid_request: policy is in use by application n8n (12130)"
	if err := store.Delete(Policy, policy.ID); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	store.Live = func(string) int { return 0 }
	create(t, store, TunnelConfig, Properties{"accountId": "account", "tunnelId": tunnel.ID})
	if err := store.Delete(Tunnel, tunnel.ID); err != nil {
		t.Error(err)
	}
	if _, err := store.Get(TunnelConfig, tunnel.ID); err == nil {
		t.Error("the configuration outlived its tunnel")
	}
}

func TestSecrets(t *testing.T) {
	store := open(t)
	tunnel := create(t, store, Tunnel, Properties{"accountId": "account", "name": "services", "tunnelSecret": secret})
	token, shown, err := store.Create(ServiceToken, Properties{"accountId": "account", "name": "robot"})
	if err != nil {
		t.Fatal(err)
	}
	clientSecret := shown.text("clientSecret")
	clientID := token.Properties.text("clientId")
	provider := create(t, store, IdentityProvider, Properties{"accountId": "account", "name": "idp", "type": "oidc",
		"config": map[string]any{"clientId": "id", "clientSecret": "planted"}})

	data, err := os.ReadFile(store.path)
	if err != nil {
		t.Fatal(err)
	}
	for _, hidden := range []string{secret, clientSecret, "planted"} {
		if strings.Contains(string(data), hidden) {
			t.Error("a secret is in the record's file")
		}
	}
	if !HashMatches(store.View().Tunnels[tunnel.ID].SecretHash, secret) || HashMatches("", "") {
		t.Error("the tunnel's secret is not recognised")
	}
	if config, _ := provider.Properties["config"].(map[string]any); config["clientId"] != "id" {
		t.Error("the identity provider lost a plain setting")
	}

	update := func(inputs Properties) Properties {
		inputs["accountId"], inputs["name"] = "account", "robot 2"
		updated, shown, err := store.Update(ServiceToken, token.ID, inputs)
		if err != nil {
			t.Fatal(err)
		}
		token = updated
		return shown
	}
	valid := func(secret string) bool {
		_, found := store.View().ServiceToken(clientID, secret)
		return found
	}

	t.Run("survive an update", func(t *testing.T) {
		if update(Properties{}) != nil || !valid(clientSecret) {
			t.Error("an update showed a secret, or ended one")
		}
	})

	t.Run("rotate when asked, live no longer for it, and overlap as long as was asked", func(t *testing.T) {
		expiresAt := token.Properties.text("expiresAt")
		overlap := time.Now().Add(time.Hour).Format(time.RFC3339)
		rotated := update(Properties{"clientSecretVersion": 2.0, "previousClientSecretExpiresAt": overlap}).text("clientSecret")
		if !valid(rotated) || !valid(clientSecret) {
			t.Error("not both secrets are valid")
		}
		if token.Properties.text("expiresAt") != expiresAt {
			t.Error("the new secret lives longer")
		}
		ended := time.Now().Add(-time.Hour).Format(time.RFC3339)
		update(Properties{"clientSecretVersion": 2.0, "previousClientSecretExpiresAt": ended})
		if !valid(rotated) || valid(clientSecret) {
			t.Error("the old secret outlived its overlap")
		}
		clientSecret = rotated
	})

	t.Run("rotate at once where no overlap is asked", func(t *testing.T) {
		rotated := update(Properties{"clientSecretVersion": 3.0}).text("clientSecret")
		if !valid(rotated) || valid(clientSecret) {
			t.Error("the old secret is still valid")
		}
		clientSecret = rotated
	})

	t.Run("live longer with another duration, and end", func(t *testing.T) {
		update(Properties{"clientSecretVersion": 3.0, "duration": "8761h"})
		end, err := time.Parse(time.RFC3339, token.Properties.text("expiresAt"))
		if err != nil || time.Until(end) < 8760*time.Hour || !valid(clientSecret) {
			t.Errorf("expires at %v, %v", end, err)
		}
		update(Properties{"clientSecretVersion": 3.0, "duration": "-1h"})
		if valid(clientSecret) {
			t.Error("an expired token lets in")
		}
	})
}

func applicationOf(t *testing.T, store *Store, kind string) ApplicationView {
	t.Helper()
	for _, application := range store.View().Applications {
		if application.Type == kind {
			return application
		}
	}
	t.Fatalf("no application of type %s", kind)
	return ApplicationView{}
}

func TestReopen(t *testing.T) {
	store := open(t)
	tunnel, _ := furnish(t, store)
	again, err := Open(store.path, store.account)
	if err != nil {
		t.Fatal(err)
	}
	if again.View().Tunnels[tunnel.ID].Name != "services" {
		t.Error("the record was not read back")
	}
	if id, found := again.View().TunnelOf("n8n.example.test"); !found || id != "x" {
		t.Errorf("got %q, %v", id, found)
	}
	if _, found := again.View().TunnelOf("other.example.test"); found {
		t.Error("a name without a record was found")
	}
}

func TestComputed(t *testing.T) {
	store := open(t)
	furnish(t, store)
	application := applicationOf(t, store, "self_hosted")
	if len(application.Aud) != 64 {
		t.Errorf("aud is %q", application.Aud)
	}
	updated, _, err := store.Update(Application, application.ID, Properties{"accountId": "account", "name": "new name", "domain": "n8n.example.test"})
	if err != nil || updated.Properties.text("aud") != application.Aud {
		t.Errorf("the audience changed with an update: %v", err)
	}
}
