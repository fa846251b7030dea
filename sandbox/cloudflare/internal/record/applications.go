package record

import (
	"slices"
	"strings"
)

// invalidRequest is how Access words every refusal.
const invalidRequest = "access.api.error.invalid_request: "

// knownSelectors are the ones the stand-in can decide; it refuses the rest rather than guess.
var knownSelectors = []string{
	"anyValidServiceToken", "email", "emailDomain", "everyone", "group", "ip", "loginMethod", "serviceToken",
}

// enrolmentName and oneTimePIN are what every account has from its beginning.
const (
	enrolmentName = "Warp Login App"
	oneTimePIN    = "onetimepin"
)

// enrolmentDomain is where a device enrols.
func (a Account) enrolmentDomain() string { return a.Team + ".cloudflareaccess.com/warp" }

// defaultSession is how long a login lasts where nothing else is said.
const defaultSession = "24h"

func applyApplication(c *change) error {
	c.properties.setDefault("type", "self_hosted")
	var application ApplicationView
	if err := decode(Object{Properties: c.properties}, &application); err != nil {
		return refuse(12130, invalidRequest+"%v", err)
	}
	if err := c.checkPolicies(application.Policies); err != nil {
		return err
	}
	if _, given := c.properties["allowAuthenticateViaWarp"]; given && !c.hasWarpSession() {
		return refuse(12130, invalidRequest+"allow_authenticate_via_warp cannot be set if the Warp Auth Session Duration is not set for the account")
	}
	c.assignID()
	c.keepOr("aud", func() any { return randomHex(32) })
	c.properties.setDefault("sessionDuration", defaultSession)
	switch application.Type {
	case "self_hosted":
		return c.applyDomains(application.domains())
	case "warp":
		return c.applyEnrolment()
	default:
		return refuse(12130, invalidRequest+"this stand-in knows applications of type self_hosted and warp, got %s", application.Type)
	}
}

// applyEnrolment keeps the one application that decides who may enrol a device; its name and domain
// are Cloudflare's, whatever is written.
func (c *change) applyEnrolment() error {
	c.properties["name"] = enrolmentName
	c.properties["domain"] = c.store.account.enrolmentDomain()
	if _, given := c.properties["appLauncherVisible"]; given {
		return refuse(12130, invalidRequest+"app_launcher_visible is not valid for applications of type warp")
	}
	for other := range c.others() {
		if other.Properties.text("type") == "warp" {
			return conflict(11010, "access.api.error.conflict: application_already_exists for device enrolment")
		}
	}
	return nil
}

// hasWarpSession tells whether the account lets people in by their device's session at all.
func (c *change) hasWarpSession() bool {
	for _, organization := range c.store.objects[Organization] {
		if organization.Properties.text("warpAuthSessionDuration") != "" {
			return true
		}
	}
	return false
}

func (c *change) applyDomains(domains []string) error {
	if len(domains) == 0 {
		return refuse(12130, invalidRequest+"domain is required")
	}
	for _, domain := range domains {
		if !c.inSomeZone(domain) {
			return refuse(12130, invalidRequest+"domain %s does not belong to zone", domain)
		}
		for other := range c.others() {
			var taken ApplicationView
			if decode(other, &taken) == nil && slices.Contains(taken.domains(), domain) {
				return conflict(11010, "access.api.error.conflict: application_already_exists for %s", domain)
			}
		}
	}
	c.properties.setDefault("domain", domains[0])
	c.properties.setDefault("selfHostedDomains", domains)
	return nil
}

func (c *change) checkPolicies(policies []PolicyView) error {
	for _, policy := range policies {
		if policy.ID != "" && !c.exists(Policy, policy.ID) {
			return refuse(12130, invalidRequest+"policy %s not found", policy.ID)
		}
		if err := c.checkRules(policy.Include, policy.Exclude, policy.Require); err != nil {
			return err
		}
	}
	return nil
}

func (c *change) inSomeZone(domain string) bool {
	host, _, _ := strings.Cut(domain, "/")
	for id, zone := range c.store.account.Zones {
		wanted := c.properties.text("zoneId")
		if wanted != "" && wanted != id {
			continue
		}
		if host == zone || strings.HasSuffix(host, "."+zone) {
			return true
		}
	}
	return false
}

func applyPolicy(c *change) error {
	decisions := []string{"allow", "deny", "bypass", "non_identity"}
	if decision := c.properties.text("decision"); !slices.Contains(decisions, decision) {
		return refuse(12130, invalidRequest+"decision must be one of %s, got %q", strings.Join(decisions, ", "), decision)
	}
	if err := c.checkOwnRules(); err != nil {
		return err
	}
	c.assignID()
	c.properties["reusable"] = true
	c.properties.setDefault("sessionDuration", defaultSession)
	return nil
}

func applyGroup(c *change) error {
	for other := range c.others() {
		if other.Properties.text("name") == c.properties.text("name") {
			return conflict(11010, "access.api.error.conflict: group %s already exists", c.properties.text("name"))
		}
	}
	if err := c.checkOwnRules(); err != nil {
		return err
	}
	c.assignID()
	return nil
}

func (c *change) checkOwnRules() error {
	var own RuleLists
	if err := decode(Object{Properties: c.properties}, &own); err != nil {
		return refuse(12130, invalidRequest+"%v", err)
	}
	if len(own.Include) == 0 {
		return refuse(12130, invalidRequest+"include must hold at least one rule")
	}
	return c.checkRules(own.Include, own.Exclude, own.Require)
}

// checkRules refuses rules that name what does not exist.
func (c *change) checkRules(lists ...[]Rule) error {
	for _, rule := range slices.Concat(lists...) {
		for selector, value := range rule {
			if value == nil {
				continue
			}
			if !slices.Contains(knownSelectors, selector) {
				return refuse(12130, invalidRequest+"this stand-in cannot decide rules with %q; it knows %s", selector, strings.Join(knownSelectors, ", "))
			}
			var kind, id string
			switch selector {
			case "group":
				kind, id = Group, value["id"]
			case "serviceToken":
				kind, id = ServiceToken, value["tokenId"]
			case "loginMethod":
				kind, id = IdentityProvider, value["id"]
			default:
				continue
			}
			if !c.exists(kind, id) {
				return refuse(12130, invalidRequest+"%s %q not found", selector, id)
			}
		}
	}
	return nil
}

func applyIdentityProvider(c *change) error {
	if c.properties.text("type") == oneTimePIN {
		for other := range c.others() {
			if other.Properties.text("type") == oneTimePIN {
				return conflict(12132, "access.api.error.conflict: identity provider of type %s already exists", oneTimePIN)
			}
		}
	}
	c.assignID()
	// Copied before the secret is taken out: the maps inside belong to the caller.
	config := map[string]any{}
	if err := c.properties.read("config", &config); err != nil {
		return refuse(12130, invalidRequest+"%v", err)
	}
	if secret, _ := config["clientSecret"].(string); secret != "" {
		c.object.SecretHash = Hash(secret)
	}
	delete(config, "clientSecret")
	c.properties["config"] = config
	return nil
}

func policyMayGo(store *Store, id string) error {
	for _, application := range store.view.Applications {
		for _, policy := range application.Policies {
			if policy.ID == id {
				return conflict(12130, invalidRequest+"policy is in use by application %s", application.Name)
			}
		}
	}
	return nil
}

func groupMayGo(store *Store, id string) error {
	return ruleTargetMayGo(store, "group", "id", id)
}

func serviceTokenMayGo(store *Store, id string) error {
	return ruleTargetMayGo(store, "serviceToken", "tokenId", id)
}

func ruleTargetMayGo(store *Store, selector, key, id string) error {
	names := func(lists RuleLists) bool {
		for _, rule := range slices.Concat(lists.Include, lists.Exclude, lists.Require) {
			if rule[selector][key] == id {
				return true
			}
		}
		return false
	}
	for _, policy := range store.view.Policies {
		if names(policy.RuleLists) {
			return conflict(12130, invalidRequest+"%s is in use by policy %s", selector, policy.Name)
		}
	}
	for _, group := range store.view.Groups {
		if names(group.RuleLists) {
			return conflict(12130, invalidRequest+"%s is in use by group %s", selector, group.Name)
		}
	}
	return nil
}

func applyGatewayPolicy(c *change) error {
	actions := []string{"allow", "block"}
	var policy GatewayPolicyView
	if err := decode(Object{Properties: c.properties}, &policy); err != nil {
		return refuse(2000, "%v", err)
	}
	if slices.Contains(policy.Filters, "l4") && !slices.Contains(actions, policy.Action) {
		return refuse(2001, "action %q is not valid for a network policy", policy.Action)
	}
	c.assignID()
	c.properties.setDefault("enabled", false)
	c.properties.setDefault("description", "")
	c.properties.setDefault("traffic", "")
	c.properties.setDefault("identity", "")
	c.properties.setDefault("devicePosture", "")
	c.properties["version"] = c.previous.Properties.number("version") + 1
	c.keepOr("createdAt", now)
	c.properties["updatedAt"] = now()
	return nil
}
