package record

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"moco-infra/sandbox/cloudflare/internal/ingress"
)

// View is the whole record as typed values.
type View struct {
	Tunnels         map[string]TunnelView
	Configs         map[string]ConfigView
	Routes          []RouteView
	DNS             []DNSView
	Applications    []ApplicationView
	Policies        map[string]PolicyView
	Groups          map[string]GroupView
	ServiceTokens   []ServiceTokenView
	GatewayPolicies []GatewayPolicyView
	// GatewayProxy is true where Gateway sees the devices' connections, so that its policies decide.
	GatewayProxy bool
}

type TunnelView struct {
	ID         string `json:"-"`
	SecretHash string `json:"-"`
	AccountID  string `json:"accountId"`
	Name       string `json:"name"`
}

type ConfigView struct {
	Config  ingress.Config `json:"config"`
	Version float64        `json:"version"`
}

type RouteView struct {
	Network  string `json:"network"`
	TunnelID string `json:"tunnelId"`
}

type DNSView struct {
	Name    string `json:"name"`
	Type    string `json:"type"`
	Content string `json:"content"`
	Proxied bool   `json:"proxied"`
}

// Rule is one entry of an include, exclude or require list: a selector and its values.
type Rule map[string]map[string]string

// RuleLists decide whether a policy or group applies: any include, every require, no exclude.
type RuleLists struct {
	Include []Rule `json:"includes"`
	Exclude []Rule `json:"excludes"`
	Require []Rule `json:"requires"`
}

type PolicyView struct {
	RuleLists
	ID       string `json:"id"`
	Name     string `json:"name"`
	Decision string `json:"decision"`
	// Precedence is given where an application refers to a policy.
	Precedence float64 `json:"precedence"`
}

type GroupView struct {
	RuleLists
	Name string `json:"name"`
}

type ApplicationView struct {
	ID                string       `json:"-"`
	Name              string       `json:"name"`
	Type              string       `json:"type"`
	Aud               string       `json:"aud"`
	Domain            string       `json:"domain"`
	SelfHostedDomains []string     `json:"selfHostedDomains"`
	SessionDuration   string       `json:"sessionDuration"`
	Policies          []PolicyView `json:"policies"`
	// ServiceAuth401 answers 401 where a service token is missing.
	ServiceAuth401 bool `json:"serviceAuth401Redirect"`
	Destinations   []struct {
		Type string `json:"type"`
		URI  string `json:"uri"`
	} `json:"destinations"`
}

// domains are all the hostnames with paths that an application covers.
func (a ApplicationView) domains() []string {
	domains := slices.Clone(a.SelfHostedDomains)
	if a.Domain != "" {
		domains = append(domains, a.Domain)
	}
	for _, destination := range a.Destinations {
		if destination.URI != "" && (destination.Type == "" || destination.Type == "public") {
			domains = append(domains, destination.URI)
		}
	}
	for i, domain := range domains {
		domains[i] = strings.TrimPrefix(domain, "https://")
	}
	slices.Sort(domains)
	return slices.Compact(domains)
}

// Domains are all the hostnames with paths that an application covers.
func (a ApplicationView) Domains() []string { return a.domains() }

type ServiceTokenView struct {
	ID                 string `json:"-"`
	SecretHash         string `json:"-"`
	PreviousSecretHash string `json:"-"`
	ClientID           string `json:"clientId"`
	Name               string `json:"name"`
	Enabled            bool   `json:"enabled"`
	ExpiresAt          string `json:"expiresAt"`
	// PreviousExpiresAt ends the previous secret; empty: it ended when the new one was made.
	PreviousExpiresAt string `json:"previousClientSecretExpiresAt"`
}

type GatewayPolicyView struct {
	Name       string   `json:"name"`
	Action     string   `json:"action"`
	Enabled    bool     `json:"enabled"`
	Precedence float64  `json:"precedence"`
	Filters    []string `json:"filters"`
	Traffic    string   `json:"traffic"`
}

func newView(objects map[string]map[string]Object) (*View, error) {
	view := &View{}
	var err error
	each := func(kind string, add func(Object) error) {
		for _, id := range slices.Sorted(maps.Keys(objects[kind])) {
			if failure := add(objects[kind][id]); failure != nil && err == nil {
				err = fmt.Errorf("%s %s: %w", kind, id, failure)
			}
		}
	}
	view.Tunnels = map[string]TunnelView{}
	each(Tunnel, func(object Object) error {
		tunnel := TunnelView{ID: object.ID, SecretHash: object.SecretHash}
		failure := decode(object, &tunnel)
		view.Tunnels[object.ID] = tunnel
		return failure
	})
	view.Configs = mapped[ConfigView](each, TunnelConfig)
	view.Groups = mapped[GroupView](each, Group)
	view.Policies = mapped[PolicyView](each, Policy)
	view.Routes = listed[RouteView](each, TunnelRoute)
	view.DNS = listed[DNSView](each, DNSRecord)
	view.GatewayPolicies = listed[GatewayPolicyView](each, GatewayPolicy)
	slices.SortStableFunc(view.GatewayPolicies, func(a, b GatewayPolicyView) int {
		return cmp.Compare(a.Precedence, b.Precedence)
	})
	each(DeviceSettings, func(object Object) error {
		view.GatewayProxy, _ = object.Properties["gatewayProxyEnabled"].(bool)
		return nil
	})
	each(ServiceToken, func(object Object) error {
		token := ServiceTokenView{ID: object.ID, SecretHash: object.SecretHash, PreviousSecretHash: object.PreviousSecretHash}
		failure := decode(object, &token)
		view.ServiceTokens = append(view.ServiceTokens, token)
		return failure
	})
	each(Application, func(object Object) error {
		application := ApplicationView{ID: object.ID}
		failure := decode(object, &application)
		view.Applications = append(view.Applications, application)
		return failure
	})
	return view, err
}

type eachObject = func(kind string, add func(Object) error)

func mapped[T any](each eachObject, kind string) map[string]T {
	values := map[string]T{}
	each(kind, func(object Object) error {
		var value T
		err := decode(object, &value)
		values[object.ID] = value
		return err
	})
	return values
}

func listed[T any](each eachObject, kind string) []T {
	var values []T
	each(kind, func(object Object) error {
		var value T
		err := decode(object, &value)
		values = append(values, value)
		return err
	})
	return values
}

func decode(object Object, into any) error {
	data, err := json.Marshal(object.Properties)
	if err != nil {
		return err
	}
	return json.Unmarshal(data, into)
}

// TunnelOf finds the tunnel that a public name leads to: an exact record before a wildcard.
func (v *View) TunnelOf(host string) (tunnelID string, found bool) {
	for _, candidate := range []string{host, wildcardOf(host)} {
		for _, record := range v.DNS {
			if record.Name != candidate || !record.Proxied || record.Type != "CNAME" {
				continue
			}
			if id, isTunnel := strings.CutSuffix(record.Content, ".cfargotunnel.com"); isTunnel {
				return id, true
			}
		}
	}
	return "", false
}

func wildcardOf(host string) string {
	_, rest, _ := strings.Cut(host, ".")
	return "*." + rest
}
