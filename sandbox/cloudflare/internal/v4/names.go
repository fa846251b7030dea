package v4

import (
	"strings"
	"unicode"

	"moco-infra/sandbox/cloudflare/internal/record"
)

// lists are named in the singular by the API, and in the plural by the SDK and the record.
var lists = map[string]string{
	"include": "includes", "exclude": "excludes", "require": "requires",
	"ingress": "ingresses", "audTag": "audTags",
}

// camelWire are kinds whose objects have camel case in the API too: what cloudflared reads.
var camelWire = map[string]bool{record.TunnelConfig: true}

// fromWire renames an object of the API to the names of the record.
func fromWire(object map[string]any) record.Properties {
	return renamed(object, func(name string) string {
		name = camel(name)
		if plural, found := lists[name]; found {
			return plural
		}
		return name
	})
}

// toWire renames properties of the record to the names of the API.
func toWire(kind string, properties record.Properties) map[string]any {
	return renamed(properties, func(name string) string {
		for singular, plural := range lists {
			if name == plural {
				name = singular
			}
		}
		if camelWire[kind] {
			return name
		}
		return snake(name)
	})
}

func renamed(object map[string]any, rename func(string) string) map[string]any {
	into := make(map[string]any, len(object))
	for name, value := range object {
		into[rename(name)] = renamedWithin(value, rename)
	}
	return into
}

func renamedWithin(value any, rename func(string) string) any {
	switch value := value.(type) {
	case map[string]any:
		return renamed(value, rename)
	case []any:
		into := make([]any, len(value))
		for i, entry := range value {
			into[i] = renamedWithin(entry, rename)
		}
		return into
	default:
		return value
	}
}

// camel turns service_auth_401_redirect into serviceAuth401Redirect.
func camel(name string) string {
	words := strings.Split(name, "_")
	for i := 1; i < len(words); i++ {
		if words[i] != "" {
			words[i] = strings.ToUpper(words[i][:1]) + words[i][1:]
		}
	}
	return strings.Join(words, "")
}

// snake turns serviceAuth401Redirect into service_auth_401_redirect, and serviceModeV2 into service_mode_v2.
func snake(name string) string {
	var text strings.Builder
	previous := rune(0)
	for _, letter := range name {
		startsNumber := unicode.IsDigit(letter) && unicode.IsLower(previous)
		if unicode.IsUpper(letter) || startsNumber {
			text.WriteByte('_')
		}
		text.WriteRune(unicode.ToLower(letter))
		previous = letter
	}
	return text.String()
}
