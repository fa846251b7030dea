package record

import (
	"crypto/rand"
	"time"
)

// applyServiceToken: a higher version of the secret makes a new one, a changed duration makes it live
// longer. The one does not do the other.
func applyServiceToken(c *change) error {
	c.assignID()
	c.properties.setDefault("duration", "8760h")
	c.properties.setDefault("enabled", true)
	c.properties.setDefault("clientSecretVersion", 1.0)
	lifetime, err := time.ParseDuration(c.properties.text("duration"))
	if err != nil {
		return refuse(12130, invalidRequest+"duration %q is not valid", c.properties.text("duration"))
	}
	overlap := c.properties.text("previousClientSecretExpiresAt")
	if _, err := time.Parse(time.RFC3339, overlap); overlap != "" && err != nil {
		return refuse(12130, invalidRequest+"previous_client_secret_expires_at %q is not valid", overlap)
	}
	c.keepOr("clientId", func() any { return randomHex(16) + ".access" })
	expiresAt := func() any { return time.Now().UTC().Add(lifetime).Format(time.RFC3339) }
	if c.isNew() || c.properties.text("duration") != c.previous.Properties.text("duration") {
		c.properties["expiresAt"] = expiresAt()
	} else {
		c.keepOr("expiresAt", expiresAt)
	}
	c.object.PreviousSecretHash = c.previous.PreviousSecretHash
	rotated := c.properties.number("clientSecretVersion") > c.previous.Properties.number("clientSecretVersion")
	if c.isNew() || rotated {
		secret := clientSecret()
		c.object.PreviousSecretHash = c.previous.SecretHash
		c.object.SecretHash = Hash(secret)
		c.shownOnce = Properties{"clientSecret": secret}
	}
	return nil
}

// clientSecret has the form that Cloudflare gives new ones since August 2026.
func clientSecret() string {
	return "cfast_" + rand.Text() + rand.Text()[:14] + randomHex(4)
}

// ServiceToken finds the token that a pair of credentials belongs to.
func (v *View) ServiceToken(clientID, clientSecret string) (ServiceTokenView, bool) {
	now := time.Now()
	for _, token := range v.ServiceTokens {
		current := HashMatches(token.SecretHash, clientSecret)
		previous := HashMatches(token.PreviousSecretHash, clientSecret) && before(now, token.PreviousExpiresAt)
		if token.ClientID == clientID && (current || previous) {
			return token, token.Enabled && before(now, token.ExpiresAt)
		}
	}
	return ServiceTokenView{}, false
}

func before(now time.Time, text string) bool {
	end, err := time.Parse(time.RFC3339, text)
	return err == nil && now.Before(end)
}
