package v4

import "moco-infra/sandbox/cloudflare/internal/record"

// answers are what Cloudflare says of an object that nobody told it, by kind, in the API's names. A
// provider reads all of it back at a refresh. From the provider's schemas and acceptance tests, and from
// the examples of the API's reference.
var answers = map[string]map[string]any{
	record.Tunnel:         {"conns_active_at": nil, "conns_inactive_at": nil, "deleted_at": nil, "metadata": map[string]any{}},
	record.TunnelRoute:    {"deleted_at": nil},
	record.VirtualNetwork: {"deleted_at": nil},
	record.Group:          {"exclude": []any{}, "require": []any{}},
	record.Policy:         {"exclude": []any{}, "require": []any{}, "app_count": 0},
	record.DNSRecord:      {"meta": map[string]any{}, "settings": map[string]any{}, "tags": []any{}, "comment": nil},
	record.GatewayPolicy: {
		"deleted_at": nil, "schedule": nil, "expiration": nil, "sharable": false, "read_only": false,
		"source_account": "", "warning_status": nil, "rule_settings": map[string]any{},
	},
	record.DeviceSettings: {
		"gateway_proxy_enabled": false, "gateway_udp_proxy_enabled": false, "use_zt_virtual_ip": false,
		"root_certificate_installation_enabled": false, "disable_for_time": 0,
		"external_emergency_signal_enabled": false, "external_emergency_signal_url": nil,
		"external_emergency_signal_fingerprint": nil, "external_emergency_signal_interval": nil,
	},
	record.DeviceProfile: {
		"allow_mode_switch": false, "allow_updates": false, "allowed_to_leave": true, "auto_connect": 0,
		"captive_portal": 180, "default": true, "disable_auto_fallback": false, "dns_search_suffixes": []any{},
		"enabled": true, "exclude_office_ips": false, "fallback_domains": []any{},
		"gateway_unique_id": "699d98642c564d2e855e9661899b7252", "policy_id": "default",
		"register_interface_ip_with_dns": true, "sccm_vpn_boundary_support": false,
		"service_mode_v2": map[string]any{"mode": "warp"}, "support_url": "", "switch_locked": false,
		"target_tests": []any{}, "tunnel_protocol": "",
	},
	record.Organization: {"is_ui_read_only": false, "session_duration": "24h"},
}

// applications answer by their type.
var applications = map[string]map[string]any{
	"self_hosted": {
		"allowed_idps": []any{}, "app_launcher_visible": true, "auto_redirect_to_identity": false,
		"enable_binding_cookie": false, "http_only_cookie_attribute": true, "options_preflight_bypass": false,
		"path_cookie_attribute": false, "skip_interstitial": false, "service_auth_401_redirect": false,
		"tags": []any{},
	},
	"warp": {"allowed_idps": []any{}, "auto_redirect_to_identity": false, "tags": []any{}},
}

// enrolment is what Cloudflare calls the one application that devices enrol with, whatever it was told.
const enrolment = "Warp Login App"

// answer is an object as the API shows it.
func (a *API) answer(kind string, object record.Object, shownOnce record.Properties) map[string]any {
	shown := map[string]any{}
	add := func(values map[string]any) {
		for name, value := range values {
			shown[name] = value
		}
	}
	properties := toWire(kind, object.Properties)
	add(answers[kind])
	if kind == record.Application {
		add(applications[object.Properties["type"].(string)])
	}
	add(properties)
	add(toWire(kind, shownOnce))
	delete(shown, "account_id")
	delete(shown, "accountId")
	shown["id"] = object.ID
	switch kind {
	case record.Tunnel:
		a.showTunnel(object.ID, shown)
	case record.TunnelConfig:
		delete(shown, "id")
		shown["tunnel_id"], shown["created_at"] = object.ID, shown["createdAt"]
		delete(shown, "tunnelId")
		delete(shown, "createdAt")
	case record.Application:
		a.showApplication(shown)
	case record.Policy:
		shown["app_count"] = a.applicationsWith(object.ID)
	case record.IdentityProvider:
		a.showIdentityProvider(shown)
	case record.DeviceSettings, record.DeviceProfile, record.GatewaySettings, record.Organization:
		delete(shown, "id")
	}
	return shown
}

func (a *API) showTunnel(id string, shown map[string]any) {
	connections := []any{}
	for _, connection := range a.Connections(id) {
		if properties, isMap := connection.(map[string]any); isMap {
			connections = append(connections, toWire(record.Tunnel, properties))
		}
	}
	shown["connections"], shown["status"] = connections, "inactive"
	if len(connections) > 0 {
		shown["status"] = "healthy"
	}
}

// showApplication expands the policies that an application names, as the API does.
func (a *API) showApplication(shown map[string]any) {
	if shown["type"] == "warp" {
		shown["name"] = enrolment
		shown["domain"] = a.Team + ".cloudflareaccess.com/warp"
	}
	given, _ := shown["policies"].([]any)
	policies := []any{}
	for index, entry := range given {
		named, _ := entry.(map[string]any)
		id, _ := named["id"].(string)
		policy := map[string]any{}
		if object, err := a.Record.Get(record.Policy, id); err == nil {
			policy = a.answer(record.Policy, object, nil)
		}
		policy["id"], policy["precedence"] = id, index+1
		if named["precedence"] != nil {
			policy["precedence"] = named["precedence"]
		}
		policies = append(policies, policy)
	}
	shown["policies"] = policies
}

func (a *API) applicationsWith(policy string) int {
	count := 0
	for _, application := range a.Record.View().Applications {
		for _, named := range application.Policies {
			if named.ID == policy {
				count++
			}
		}
	}
	return count
}

func (a *API) showIdentityProvider(shown map[string]any) {
	config, _ := shown["config"].(map[string]any)
	if config == nil {
		config = map[string]any{}
	}
	config["redirect_url"] = "https://" + a.Team + ".cloudflareaccess.com/cdn-cgi/access/callback"
	shown["config"] = config
}
