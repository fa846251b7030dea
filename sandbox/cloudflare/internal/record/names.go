package record

import (
	"slices"
	"strings"
)

// addressTypes are the record types of which a name can have only one kind at a time.
var addressTypes = []string{"A", "AAAA", "CNAME"}

func applyDNSRecord(c *change) error {
	zone := c.store.account.Zones[c.properties.text("zoneId")]
	if zone == "" {
		return notRouted("/zones/" + c.properties.text("zoneId"))
	}
	name := completeName(c.properties.text("name"), zone)
	kind := c.properties.text("type")
	for other := range c.others() {
		if other.Properties.text("name") != name || other.Properties.text("zoneId") != c.properties.text("zoneId") {
			continue
		}
		otherKind := other.Properties.text("type")
		clash := kind == "CNAME" || otherKind == "CNAME"
		if clash && slices.Contains(addressTypes, kind) && slices.Contains(addressTypes, otherKind) {
			return refuse(81053, "An A, AAAA, or CNAME record with that host already exists: %s", name)
		}
		if kind == otherKind && other.Properties.text("content") == c.properties.text("content") {
			return refuse(81058, "An identical record already exists: %s", name)
		}
	}
	if c.properties.text("content") == "" && c.properties["data"] == nil {
		return refuse(9009, "Content for %s record is required: %s", kind, name)
	}
	c.assignID()
	c.properties["name"] = name
	c.properties.setDefault("proxied", false)
	c.properties.setDefault("tags", []any{})
	c.properties.setDefault("settings", map[string]any{})
	c.properties["proxiable"] = slices.Contains(addressTypes, kind)
	c.properties["meta"] = "{}"
	c.keepOr("createdOn", now)
	c.properties["modifiedOn"] = now()
	return nil
}

// completeName adds the zone to a relative name, as the API does.
func completeName(name, zone string) string {
	name = strings.ToLower(strings.TrimSuffix(name, "."))
	switch {
	case name == "@" || name == zone:
		return zone
	case strings.HasSuffix(name, "."+zone):
		return name
	default:
		return name + "." + zone
	}
}

func applyZoneSetting(c *change) error {
	setting := c.properties.text("settingId")
	if setting == "" {
		return refuse(1006, "settingId is required")
	}
	c.object.ID = setting
	c.properties["editable"] = true
	c.properties["modifiedOn"] = now()
	return nil
}

// applyURLNormalization keeps how a zone's addresses are cleaned up. It changes nothing here.
func applyURLNormalization(c *change) error {
	if scope := c.properties.text("scope"); !slices.Contains([]string{"incoming", "both", "none"}, scope) {
		return refuse(20120, "scope must be one of incoming, both, none, got %q", scope)
	}
	if kind := c.properties.text("type"); !slices.Contains([]string{"cloudflare", "rfc3986"}, kind) {
		return refuse(20120, "type must be one of cloudflare, rfc3986, got %q", kind)
	}
	c.object.ID = c.properties.text("zoneId")
	return nil
}
