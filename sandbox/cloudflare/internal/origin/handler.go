// Package origin is the connector's side of a request: it finds the ingress rule, checks Access's
// assertion where the rule requires one, and passes the request on to the service.
package origin

import (
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/go-jose/go-jose/v4/jwt"

	"moco-infra/sandbox/cloudflare/internal/assertion"
	"moco-infra/sandbox/cloudflare/internal/forwarded"
	"moco-infra/sandbox/cloudflare/internal/ingress"
	"moco-infra/sandbox/cloudflare/internal/link"
)

// defaultConnectTimeout is cloudflared's own.
const defaultConnectTimeout = 30 * time.Second

// Handler serves the requests that come through a tunnel. Its configuration can change at any time.
type Handler struct {
	update     atomic.Pointer[link.Update]
	transports sync.Map
	Requests   atomic.Int64
	Errors     atomic.Int64
}

// Configure takes a new configuration; the edge numbers them, and an older one changes nothing.
func (h *Handler) Configure(update link.Update) {
	for {
		current := h.update.Load()
		if current != nil && current.Version > update.Version {
			return
		}
		if h.update.CompareAndSwap(current, &update) {
			return
		}
	}
}

// Forget drops the configuration at the end of a session: the next edge may number anew.
func (h *Handler) Forget() { h.update.Store(nil) }

func (h *Handler) ServeHTTP(writer http.ResponseWriter, request *http.Request) {
	h.Requests.Add(1)
	update := h.update.Load()
	if update == nil {
		http.Error(writer, "Unable to reach the origin service: no configuration yet", http.StatusServiceUnavailable)
		return
	}
	rule, found := update.Config.Find(request.Host, request.URL.Path)
	if !found {
		http.Error(writer, "no ingress rules", http.StatusServiceUnavailable)
		return
	}
	if requirement := update.Config.AccessFor(rule); requirement != nil && requirement.Required {
		if err := verify(request, requirement, update); err != nil {
			slog.Warn("request without a valid Access assertion", "host", request.Host, "path", request.URL.Path, "error", err)
			if errors.Is(err, errMissing) || errors.Is(err, jwt.ErrInvalidAudience) {
				http.Error(writer, "Forbidden: no valid Access assertion for this application", http.StatusForbidden)
				return
			}
			http.Error(writer, "Bad gateway: the Access assertion cannot be verified", http.StatusBadGateway)
			return
		}
	}
	if code, isStatus := strings.CutPrefix(rule.Service, "http_status:"); isStatus {
		status, _ := strconv.Atoi(code)
		writer.WriteHeader(status)
		return
	}
	h.forward(rule, writer, request)
}

var errMissing = errors.New("the header Cf-Access-Jwt-Assertion is missing")

func verify(request *http.Request, requirement *ingress.AccessRequirement, update *link.Update) error {
	token := request.Header.Get("Cf-Access-Jwt-Assertion")
	if token == "" {
		return errMissing
	}
	_, err := assertion.Verify(token, update.Keys, assertion.Issuer(requirement.TeamName), requirement.AudTags)
	return err
}

func (h *Handler) forward(rule ingress.Rule, writer http.ResponseWriter, request *http.Request) {
	target, err := url.Parse(rule.Service)
	if err != nil {
		http.Error(writer, "Unable to reach the origin service", http.StatusBadGateway)
		return
	}
	settings := rule.OriginRequest
	if settings == nil {
		settings = &ingress.OriginRequest{}
	}
	proxy := &httputil.ReverseProxy{
		Transport: h.transportFor(settings),
		// Event streams and long polls must reach the visitor as they are written.
		FlushInterval: -1,
		Rewrite: func(proxied *httputil.ProxyRequest) {
			proxied.Out.URL.Scheme = target.Scheme
			proxied.Out.URL.Host = target.Host
			proxied.Out.Host = proxied.In.Host
			if settings.HTTPHostHeader != "" {
				proxied.Out.Host = settings.HTTPHostHeader
			}
			forwarded.Keep(proxied)
		},
		ErrorHandler: func(writer http.ResponseWriter, request *http.Request, err error) {
			h.Errors.Add(1)
			slog.Error("Unable to reach the origin service", "service", rule.Service, "host", request.Host, "error", err)
			http.Error(writer, "Bad gateway: unable to reach the origin service", http.StatusBadGateway)
		},
	}
	proxy.ServeHTTP(writer, request)
}

// transportKey is what makes connections to origins differ.
type transportKey struct {
	connectTimeout float64
	noTLSVerify    bool
}

func (h *Handler) transportFor(settings *ingress.OriginRequest) http.RoundTripper {
	key := transportKey{settings.ConnectTimeout, settings.NoTLSVerify}
	if transport, found := h.transports.Load(key); found {
		return transport.(*http.Transport)
	}
	transport, _ := h.transports.LoadOrStore(key, newTransport(settings))
	return transport.(*http.Transport)
}

func newTransport(settings *ingress.OriginRequest) *http.Transport {
	timeout := defaultConnectTimeout
	if settings.ConnectTimeout > 0 {
		timeout = time.Duration(settings.ConnectTimeout * float64(time.Second))
	}
	return &http.Transport{
		DialContext: (&net.Dialer{Timeout: timeout}).DialContext,
		// An origin that was replaced at the same address must not be met through an old connection.
		IdleConnTimeout: 10 * time.Second,
		TLSClientConfig: &tls.Config{InsecureSkipVerify: settings.NoTLSVerify}, //nolint:gosec // the operator asked
		// The visitor's own Accept-Encoding decides.
		DisableCompression: true,
	}
}
