package access

import (
	"regexp"
	"strings"

	"moco-infra/sandbox/cloudflare/internal/record"
)

// Find returns the application for a host and path. An exact hostname beats a wildcard, then the
// longer path wins.
func Find(view *record.View, host, path string) (record.ApplicationView, bool) {
	var best record.ApplicationView
	bestRank := -1
	for _, application := range view.Applications {
		for _, domain := range application.Domains() {
			if rank, covered := covers(domain, strings.ToLower(host), path); covered && rank > bestRank {
				best, bestRank = application, rank
			}
		}
	}
	return best, bestRank >= 0
}

// OnHost returns all applications of a hostname, whatever their path.
func OnHost(view *record.View, host string) []record.ApplicationView {
	var applications []record.ApplicationView
	for _, application := range view.Applications {
		for _, domain := range application.Domains() {
			pattern, _, _ := strings.Cut(domain, "/")
			if glob(strings.ToLower(pattern), strings.ToLower(host)) {
				applications = append(applications, application)
				break
			}
		}
	}
	return applications
}

// exactHost outweighs any path in the ranking.
const exactHost = 1 << 20

func covers(domain, host, path string) (rank int, covered bool) {
	pattern, pathPattern, _ := strings.Cut(strings.ToLower(domain), "/")
	if !glob(pattern, host) {
		return 0, false
	}
	if pattern == host {
		rank = exactHost
	}
	if !coversPath("/"+pathPattern, strings.ToLower(path)) {
		return 0, false
	}
	return rank + len(pathPattern), true
}

// coversPath is true for the path itself and everything below it; `*` stands for any characters.
func coversPath(pattern, path string) bool {
	pattern = strings.TrimSuffix(pattern, "/")
	if strings.Contains(pattern, "*") {
		return glob(pattern, path) || glob(pattern+"/*", path)
	}
	return path == pattern || strings.HasPrefix(path, pattern+"/")
}

func glob(pattern, text string) bool {
	if !strings.Contains(pattern, "*") {
		return pattern == text
	}
	parts := strings.Split(pattern, "*")
	for i, part := range parts {
		parts[i] = regexp.QuoteMeta(part)
	}
	matched, err := regexp.MatchString("^"+strings.Join(parts, ".*")+"$", text)
	return err == nil && matched
}
