package record

import "encoding/json"

func (p Properties) text(name string) string {
	text, _ := p[name].(string)
	return text
}

func (p Properties) number(name string) float64 {
	number, _ := p[name].(float64)
	return number
}

// setDefault fills in what Cloudflare answers for a value that was not given.
func (p Properties) setDefault(name string, value any) {
	if p[name] == nil {
		p[name] = value
	}
}

// read decodes a property into a typed value; a missing one leaves the value as it is.
func (p Properties) read(name string, into any) error {
	if p[name] == nil {
		return nil
	}
	data, err := json.Marshal(p[name])
	if err != nil {
		return err
	}
	return json.Unmarshal(data, into)
}
