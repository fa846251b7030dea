// Package ingress holds a tunnel's remote configuration and finds the rule for a request.
package ingress

import (
	"fmt"
	"net"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// Config is the remote configuration of a tunnel, in the words of the Pulumi SDK.
type Config struct {
	Rules         []Rule         `json:"ingresses,omitempty"`
	OriginRequest *OriginRequest `json:"originRequest,omitempty"`
}

// Rule sends requests for a hostname and a path (a regular expression) to a service.
type Rule struct {
	Hostname      string         `json:"hostname,omitempty"`
	Path          string         `json:"path,omitempty"`
	Service       string         `json:"service"`
	OriginRequest *OriginRequest `json:"originRequest,omitempty"`
}

// OriginRequest is the part of cloudflared's origin settings that the stand-in applies.
type OriginRequest struct {
	Access         *AccessRequirement `json:"access,omitempty"`
	HTTPHostHeader string             `json:"httpHostHeader,omitempty"`
	ConnectTimeout float64            `json:"connectTimeout,omitempty"`
	NoTLSVerify    bool               `json:"noTlsVerify,omitempty"`
}

// AccessRequirement makes the connector verify Access's assertion itself.
type AccessRequirement struct {
	Required bool     `json:"required,omitempty"`
	TeamName string   `json:"teamName"`
	AudTags  []string `json:"audTags"`
}

// Check refuses what Cloudflare refuses, with cloudflared's own words.
func (c Config) Check() error {
	if len(c.Rules) == 0 {
		return nil
	}
	for i, rule := range c.Rules {
		if err := rule.check(); err != nil {
			return fmt.Errorf("rule #%d: %w", i+1, err)
		}
		last := i == len(c.Rules)-1
		if last && (rule.Hostname != "" && rule.Hostname != "*" || rule.Path != "") {
			return fmt.Errorf("the last ingress rule must match all URLs (i.e. it should not have a hostname or path filter)")
		}
		if !last && (rule.Hostname == "" || rule.Hostname == "*") && rule.Path == "" {
			return fmt.Errorf("rule #%d is matching the hostname '%s', but this will match every hostname, meaning the rules which follow it will never be triggered", i+1, rule.Hostname)
		}
	}
	return nil
}

func (r Rule) check() error {
	if strings.LastIndex(r.Hostname, "*") > 0 {
		return fmt.Errorf("hostname patterns can have at most one wildcard character (\"*\") and it can only be used for subdomains, e.g. \"*.example.com\"")
	}
	if _, err := regexp.Compile(r.Path); err != nil {
		return fmt.Errorf("invalid path regex: %w", err)
	}
	if code, found := strings.CutPrefix(r.Service, "http_status:"); found {
		if _, err := strconv.Atoi(code); err != nil {
			return fmt.Errorf("invalid HTTP status code %q", code)
		}
		return nil
	}
	service, err := url.Parse(r.Service)
	if err != nil || service.Scheme != "http" && service.Scheme != "https" || service.Host == "" {
		return fmt.Errorf("service %q is not http://…, https://… or http_status:…, the ones this stand-in knows", r.Service)
	}
	if service.Path != "" && service.Path != "/" {
		return fmt.Errorf("%s is an invalid address, ingress rules don't support proxying to a different path on the origin service. The path will be the same as the eyeball request's path", r.Service)
	}
	return nil
}

// Find is the first rule whose hostname and path match, as cloudflared goes through them.
func (c Config) Find(host, path string) (Rule, bool) {
	for _, rule := range c.Rules {
		if rule.matches(hostname(host), path) {
			return rule, true
		}
	}
	return Rule{}, false
}

// AccessFor is the requirement in force for a rule: its own, or else the tunnel's.
func (c Config) AccessFor(rule Rule) *AccessRequirement {
	if rule.OriginRequest != nil && rule.OriginRequest.Access != nil {
		return rule.OriginRequest.Access
	}
	if c.OriginRequest != nil {
		return c.OriginRequest.Access
	}
	return nil
}

func (r Rule) matches(host, path string) bool {
	switch {
	case r.Hostname == "" || r.Hostname == "*" || strings.EqualFold(r.Hostname, host):
	case strings.HasPrefix(r.Hostname, "*.") && strings.HasSuffix(host, strings.ToLower(r.Hostname[1:])):
	default:
		return false
	}
	if r.Path == "" {
		return true
	}
	pattern, err := regexp.Compile(r.Path)
	return err == nil && pattern.MatchString(path)
}

func hostname(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.ToLower(host)
}
