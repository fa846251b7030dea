// Package access decides who may pass to a public name, as Cloudflare Access does.
package access

import (
	"cmp"
	"net/netip"
	"slices"
	"strings"
	"time"

	"moco-infra/sandbox/cloudflare/internal/record"
)

// Caller is what is known of whoever makes a request.
type Caller struct {
	// Email of the person signed in; empty for nobody.
	Email string
	// ServiceTokenID of a valid service token; empty for none.
	ServiceTokenID string
	Address        netip.Addr
}

// Outcome of a decision.
type Outcome string

const (
	// Public: no application covers this name and path.
	Public Outcome = "public"
	// Bypass: an application says that Access stays out of the way.
	Bypass Outcome = "bypass"
	// Allow: a policy lets this caller in.
	Allow Outcome = "allow"
	// Login: nobody is signed in, and signing in could help.
	Login Outcome = "login"
	// Deny: a policy refuses, or none applies.
	Deny Outcome = "deny"
)

// Decision is the outcome with what led to it.
type Decision struct {
	Outcome     Outcome
	Application record.ApplicationView
	Policy      string
}

// Decide finds the application that covers the host and path and goes through its policies.
func Decide(view *record.View, host, path string, caller Caller) Decision {
	application, found := Find(view, host, path)
	if !found {
		return Decision{Outcome: Public}
	}
	return decideFor(view, application, caller)
}

// Permits is true where an application lets a person in.
func Permits(view *record.View, application record.ApplicationView, caller Caller) bool {
	return decideFor(view, application, caller).Outcome == Allow
}

func decideFor(view *record.View, application record.ApplicationView, caller Caller) Decision {
	decision := Decision{Outcome: Deny, Application: application}
	signInCouldHelp := false
	for _, policy := range inOrder(view, application.Policies) {
		signInCouldHelp = signInCouldHelp || policy.Decision == "allow"
		if !applies(view, policy, caller) {
			continue
		}
		decision.Policy = policy.Name
		switch policy.Decision {
		case "bypass":
			decision.Outcome = Bypass
		case "allow", "non_identity":
			decision.Outcome = Allow
		}
		return decision
	}
	if caller.Email == "" && caller.ServiceTokenID == "" && signInCouldHelp {
		decision.Outcome = Login
	}
	return decision
}

// inOrder puts service-auth and bypass policies before the others, each group in its own order; ids
// are replaced by the policies they name.
func inOrder(view *record.View, references []record.PolicyView) []record.PolicyView {
	references = slices.Clone(references)
	slices.SortStableFunc(references, func(a, b record.PolicyView) int {
		return cmp.Compare(a.Precedence, b.Precedence)
	})
	var first, second []record.PolicyView
	for _, policy := range references {
		if reusable, found := view.Policies[policy.ID]; found {
			policy = reusable
		}
		if policy.Decision == "bypass" || policy.Decision == "non_identity" {
			first = append(first, policy)
		} else {
			second = append(second, policy)
		}
	}
	return append(first, second...)
}

func applies(view *record.View, policy record.PolicyView, caller Caller) bool {
	switch policy.Decision {
	case "allow":
		if caller.Email == "" {
			return false
		}
	case "non_identity":
		if caller.ServiceTokenID == "" {
			return false
		}
		caller.Email = ""
	case "bypass":
		// Access never asks who is calling before it bypasses.
		caller.Email, caller.ServiceTokenID = "", ""
	}
	return holds(view, policy.RuleLists, caller, maxGroupDepth)
}

// maxGroupDepth ends groups that name each other in a circle.
const maxGroupDepth = 10

func holds(view *record.View, lists record.RuleLists, caller Caller, depth int) bool {
	if depth == 0 {
		return false
	}
	matches := func(rule record.Rule) bool { return matchesRule(view, rule, caller, depth) }
	return slices.ContainsFunc(lists.Include, matches) &&
		!slices.ContainsFunc(lists.Exclude, matches) &&
		!slices.ContainsFunc(lists.Require, func(rule record.Rule) bool { return !matches(rule) })
}

func matchesRule(view *record.View, rule record.Rule, caller Caller, depth int) bool {
	for selector, value := range rule {
		if value != nil && matchesSelector(view, selector, value, caller, depth) {
			return true
		}
	}
	return false
}

func matchesSelector(view *record.View, selector string, value map[string]string, caller Caller, depth int) bool {
	switch selector {
	case "everyone":
		return true
	case "email":
		return caller.Email != "" && strings.EqualFold(caller.Email, value["email"])
	case "emailDomain":
		_, domain, _ := strings.Cut(caller.Email, "@")
		return domain != "" && strings.EqualFold(domain, value["domain"])
	case "loginMethod":
		// The login page stands in for every identity provider.
		return caller.Email != ""
	case "serviceToken":
		return caller.ServiceTokenID != "" && caller.ServiceTokenID == value["tokenId"]
	case "anyValidServiceToken":
		return caller.ServiceTokenID != ""
	case "ip":
		return inRange(caller.Address, value["ip"])
	case "group":
		group, found := view.Groups[value["id"]]
		return found && holds(view, group.RuleLists, caller, depth-1)
	default:
		return false
	}
}

func inRange(address netip.Addr, text string) bool {
	if network, err := netip.ParsePrefix(text); err == nil {
		return network.Contains(address)
	}
	single, err := netip.ParseAddr(text)
	return err == nil && single == address
}

// Session is how long a login for an application lasts.
func Session(application record.ApplicationView) time.Duration {
	session, err := time.ParseDuration(application.SessionDuration)
	if err != nil || session <= 0 {
		return 24 * time.Hour
	}
	return session
}
