package v4

import "moco-infra/sandbox/cloudflare/internal/record"

// collection is where the objects of a kind are in the API.
type collection struct {
	kind string
	// path has the owner's id as {owner}; one object is at its id below.
	path  string
	owner string
}

var collections = []collection{
	{record.Tunnel, "/accounts/{owner}/cfd_tunnel", "accountId"},
	{record.TunnelRoute, "/accounts/{owner}/teamnet/routes", "accountId"},
	{record.VirtualNetwork, "/accounts/{owner}/teamnet/virtual_networks", "accountId"},
	{record.Application, "/accounts/{owner}/access/apps", "accountId"},
	{record.Policy, "/accounts/{owner}/access/policies", "accountId"},
	{record.Group, "/accounts/{owner}/access/groups", "accountId"},
	{record.ServiceToken, "/accounts/{owner}/access/service_tokens", "accountId"},
	{record.IdentityProvider, "/accounts/{owner}/access/identity_providers", "accountId"},
	{record.GatewayPolicy, "/accounts/{owner}/gateway/rules", "accountId"},
	{record.DNSRecord, "/zones/{owner}/dns_records", "zoneId"},
}

// single is an object that is always there: it is read before it was ever written.
type single struct {
	kind  string
	path  string
	owner string
	// id is the property that the last part of the path is kept in; the owner's own where there is none.
	id string
}

var singles = []single{
	{record.TunnelConfig, "/accounts/{owner}/cfd_tunnel/{id}/configurations", "accountId", "tunnelId"},
	{record.ZoneSetting, "/zones/{owner}/settings/{id}", "zoneId", "settingId"},
	{record.URLNormalization, "/zones/{owner}/url_normalization", "zoneId", ""},
	{record.DeviceSettings, "/accounts/{owner}/devices/settings", "accountId", ""},
	{record.DeviceProfile, "/accounts/{owner}/devices/policy", "accountId", ""},
	{record.GatewaySettings, "/accounts/{owner}/gateway/configuration", "accountId", ""},
	{record.Organization, "/accounts/{owner}/access/organizations", "accountId", ""},
}
