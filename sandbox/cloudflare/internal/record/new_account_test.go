package record

import (
	"slices"
	"testing"
)

func TestNewAccount(t *testing.T) {
	store := open(t)

	t.Run("has a one-time PIN and the application that devices enrol with", func(t *testing.T) {
		providers := store.List(IdentityProvider)
		if len(providers) != 1 || providers[0].Properties.text("type") != "onetimepin" {
			t.Errorf("got %v", providers)
		}
		application := applicationOf(t, store, "warp")
		if application.Name != "Warp Login App" || application.Domain != "moco.cloudflareaccess.com/warp" {
			t.Errorf("got %+v", application)
		}
	})

	t.Run("keeps the enrolment's name", func(t *testing.T) {
		application := applicationOf(t, store, "warp")
		object, _, err := store.Update(Application, application.ID, Properties{"accountId": "account", "type": "warp", "name": "Device enrolment"})
		if err != nil || object.Properties.text("name") != "Warp Login App" {
			t.Errorf("got %v, %v", object.Properties, err)
		}
	})

	t.Run("answers with every device setting, whatever was set", func(t *testing.T) {
		object := create(t, store, DeviceSettings, Properties{"accountId": "account", "gatewayProxyEnabled": true})
		for _, name := range []string{"disableForTime", "gatewayUdpProxyEnabled", "rootCertificateInstallationEnabled", "useZtVirtualIp"} {
			if object.Properties[name] == nil {
				t.Errorf("%s is not answered", name)
			}
		}
		if !store.View().GatewayProxy {
			t.Error("the proxy is off")
		}
		if err := store.Delete(DeviceSettings, "account"); err != nil || store.View().GatewayProxy {
			t.Errorf("deleted settings leave the proxy on: %v", err)
		}
	})

	t.Run("patches its default profile", func(t *testing.T) {
		before, err := store.Get(DeviceProfile, "account")
		if err != nil || before.Properties["excludes"] == nil {
			t.Fatalf("got %v, %v", before.Properties, err)
		}
		after := create(t, store, DeviceProfile, Properties{"accountId": "account", "includes": list(map[string]any{"address": "10.50.0.0/24"})})
		if after.Properties["excludes"] != nil || after.Properties.text("policyId") != before.Properties.text("policyId") {
			t.Errorf("got %v", after.Properties)
		}
	})

	t.Run("normalises what comes in, not what goes to the origin", func(t *testing.T) {
		scopes := []string{}
		for _, object := range store.List(URLNormalization) {
			scopes = append(scopes, object.Properties.text("scope"))
		}
		if !slices.Equal(scopes, []string{"incoming"}) {
			t.Errorf("got %v", scopes)
		}
	})
}
