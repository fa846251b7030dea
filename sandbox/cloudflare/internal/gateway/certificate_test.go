package gateway

import (
	"crypto/x509"
	"testing"
)

func TestCertificateCoversTheZoneAndOneLabelBelowIt(t *testing.T) {
	made, err := Certificate([]string{"moco.localhost"})
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(made.Certificate[0])
	if err != nil {
		t.Fatal(err)
	}
	for name, covered := range map[string]bool{
		"moco.localhost": true, "n8n.moco.localhost": true, "a.b.moco.localhost": false, "localhost": false,
	} {
		if err := certificate.VerifyHostname(name); (err == nil) != covered {
			t.Errorf("%s: covered is not %v: %v", name, covered, err)
		}
	}
}
