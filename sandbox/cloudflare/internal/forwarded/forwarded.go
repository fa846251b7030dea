// Package forwarded keeps the headers that tell where a request came from.
package forwarded

import "net/http/httputil"

// Keep puts back what httputil's proxy takes off by itself: what an edge has decided to let pass must
// reach the origin unchanged.
func Keep(proxied *httputil.ProxyRequest) {
	for _, name := range []string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"} {
		if values := proxied.In.Header.Values(name); len(values) > 0 {
			proxied.Out.Header[name] = values
		}
	}
}
