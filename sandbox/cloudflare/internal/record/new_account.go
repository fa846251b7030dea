package record

import "github.com/google/uuid"

// furnish records what an account has at Cloudflare before anybody set anything up.
func (s *Store) furnish() {
	account := s.account.ID
	if account == "" {
		return
	}
	add := func(kind, id string, properties Properties) {
		if s.objects[kind] == nil {
			s.objects[kind] = map[string]Object{}
		}
		s.objects[kind][id] = Object{ID: id, Properties: properties}
	}
	add(DeviceSettings, account, newDeviceSettings(account))
	add(DeviceProfile, account, newDeviceProfile(account))
	add(IdentityProvider, uuid.NewString(), Properties{
		"accountId": account, "name": "One-time PIN login", "type": oneTimePIN, "config": map[string]any{},
	})
	add(Application, uuid.NewString(), Properties{
		"accountId": account, "name": enrolmentName, "domain": s.account.enrolmentDomain(), "type": "warp",
		"aud": randomHex(32), "sessionDuration": defaultSession, "autoRedirectToIdentity": false,
		"allowedIdps": []any{}, "policies": []any{},
	})
	for zone := range s.account.Zones {
		add(URLNormalization, zone, Properties{"zoneId": zone, "scope": "incoming", "type": "rfc3986"})
	}
}

// newDeviceSettings has Gateway's proxy off: network policies decide about nothing.
func newDeviceSettings(account string) Properties {
	return Properties{
		"accountId": account, "disableForTime": 0.0, "gatewayProxyEnabled": false, "gatewayUdpProxyEnabled": false,
		"rootCertificateInstallationEnabled": false, "useZtVirtualIp": false,
	}
}

// newDeviceProfile sends all but private ranges through the devices' tunnel.
func newDeviceProfile(account string) Properties {
	return Properties{
		"accountId": account, "allowModeSwitch": false, "allowUpdates": false, "allowedToLeave": true,
		"autoConnect": 0.0, "captivePortal": 180.0, "default": true, "disableAutoFallback": false,
		"dnsSearchSuffixes": []any{}, "enabled": true, "excludeOfficeIps": false,
		"excludes": []any{
			map[string]any{"address": "10.0.0.0/8"}, map[string]any{"address": "172.16.0.0/12"},
			map[string]any{"address": "192.168.0.0/16"},
		},
		"fallbackDomains": []any{}, "gatewayUniqueId": randomHex(16), "policyId": uuid.NewString(),
		"registerInterfaceIpWithDns": true, "sccmVpnBoundarySupport": false,
		"serviceModeV2": map[string]any{"mode": "warp"}, "supportUrl": "", "switchLocked": false,
		"tunnelProtocol": "",
	}
}
