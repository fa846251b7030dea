package record

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"time"

	"github.com/google/uuid"
)

// Kinds of objects, named as in the Pulumi SDK.
const (
	Tunnel           = "zeroTrustTunnelCloudflared"
	TunnelConfig     = "zeroTrustTunnelCloudflaredConfig"
	TunnelRoute      = "zeroTrustTunnelCloudflaredRoute"
	VirtualNetwork   = "zeroTrustTunnelCloudflaredVirtualNetwork"
	DNSRecord        = "dnsRecord"
	ZoneSetting      = "zoneSetting"
	Application      = "zeroTrustAccessApplication"
	Policy           = "zeroTrustAccessPolicy"
	Group            = "zeroTrustAccessGroup"
	ServiceToken     = "zeroTrustAccessServiceToken"
	IdentityProvider = "zeroTrustAccessIdentityProvider"
	DeviceProfile    = "zeroTrustDeviceDefaultProfile"
	DeviceSettings   = "zeroTrustDeviceSettings"
	GatewayPolicy    = "zeroTrustGatewayPolicy"
	GatewaySettings  = "zeroTrustGatewaySettings"
	Organization     = "zeroTrustOrganization"
	URLNormalization = "urlNormalizationSettings"
)

// rules of a kind: what Cloudflare computes and refuses when it is written, and refuses when it goes.
type rules struct {
	apply     func(*change) error
	mayDelete func(store *Store, id string) error
	// afterDelete is what is left of an object that never goes, by its id.
	afterDelete func(id string) Properties
}

var kinds = map[string]rules{
	Tunnel:           {apply: applyTunnel, mayDelete: tunnelMayGo},
	TunnelConfig:     {apply: applyTunnelConfig},
	TunnelRoute:      {apply: applyTunnelRoute},
	VirtualNetwork:   {apply: applyVirtualNetwork},
	DNSRecord:        {apply: applyDNSRecord},
	ZoneSetting:      {apply: applyZoneSetting},
	Application:      {apply: applyApplication},
	Policy:           {apply: applyPolicy, mayDelete: policyMayGo},
	Group:            {apply: applyGroup, mayDelete: groupMayGo},
	ServiceToken:     {apply: applyServiceToken, mayDelete: serviceTokenMayGo},
	IdentityProvider: {apply: applyIdentityProvider},
	DeviceProfile:    {apply: applyDeviceProfile},
	DeviceSettings:   {apply: applyDeviceSettings, afterDelete: newDeviceSettings},
	GatewayPolicy:    {apply: applyGatewayPolicy},
	GatewaySettings:  {apply: applyAccountSingleton},
	Organization:     {apply: applyAccountSingleton},
	URLNormalization: {apply: applyURLNormalization},
}

// change is one write on its way into the record.
type change struct {
	store      *Store
	kind       string
	previous   Object
	object     Object
	properties Properties
	shownOnce  Properties
}

// isNew is true for a creation.
func (c *change) isNew() bool {
	return c.previous.ID == ""
}

// assignID gives a new object an id of Cloudflare's form.
func (c *change) assignID() {
	if c.isNew() {
		c.object.ID = uuid.NewString()
	}
}

// keepOr carries a computed value over from the previous state, or computes it once.
func (c *change) keepOr(name string, compute func() any) {
	if old, found := c.previous.Properties[name]; found {
		c.properties[name] = old
		return
	}
	c.properties[name] = compute()
}

// others are the objects of the same kind that are not the one being changed.
func (c *change) others() func(yield func(Object) bool) {
	return func(yield func(Object) bool) {
		for id, object := range c.store.objects[c.kind] {
			if id != c.previous.ID && !yield(object) {
				return
			}
		}
	}
}

func (c *change) exists(kind, id string) bool {
	_, found := c.store.objects[kind][id]
	return found
}

func now() any {
	return time.Now().UTC().Format(time.RFC3339)
}

// randomHex is an identifier of n bytes from the platform's secure source.
func randomHex(n int) string {
	data := make([]byte, n)
	// crypto/rand.Read never fails: it ends the program where the platform has no randomness.
	_, _ = rand.Read(data)
	return hex.EncodeToString(data)
}

// Hash is what the record keeps of a secret. A plain digest will do: all of these secrets are random.
func Hash(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// HashMatches compares in constant time.
func HashMatches(hash, secret string) bool {
	return hash != "" && subtle.ConstantTimeCompare([]byte(hash), []byte(Hash(secret))) == 1
}
