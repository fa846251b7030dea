package tunneltoken

import (
	"encoding/base64"
	"testing"
)

func TestParse(t *testing.T) {
	encode := base64.StdEncoding.EncodeToString
	valid := encode([]byte(`{"a":"account","t":"tunnel","s":"c2VjcmV0"}`))

	t.Run("reads a token with a trailing newline, as token files have", func(t *testing.T) {
		token, err := Parse(valid + "\n")
		if err != nil {
			t.Fatal(err)
		}
		if want := (Token{"account", "tunnel", "c2VjcmV0"}); token != want {
			t.Errorf("got %+v, want %+v", token, want)
		}
	})

	for text, want := range map[string]string{
		"no base64!":                          "provided tunnel token is not valid: it is not base64",
		encode([]byte("plain")):               "provided tunnel token is not valid: it holds no JSON object",
		encode([]byte(`{"a":"1","t":"2"}`)):   "provided tunnel token is not valid: account, tunnel or secret is missing",
		encode([]byte(`{"s":"planted-key"}`)): "provided tunnel token is not valid: account, tunnel or secret is missing",
	} {
		if _, err := Parse(text); err == nil || err.Error() != want {
			t.Errorf("Parse(%q): got %v, want %s", text, err, want)
		}
	}
}
