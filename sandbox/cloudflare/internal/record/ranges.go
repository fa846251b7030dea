package record

import (
	"net/netip"
	"slices"
	"strings"
)

// Ranges are what private routes may name: whatever lies outside belongs to the machine's real networks.
type Ranges []netip.Prefix

// Hold tells whether a network lies within one of them.
func (r Ranges) Hold(network netip.Prefix) bool {
	return slices.ContainsFunc(r, func(location netip.Prefix) bool {
		return location.Bits() <= network.Bits() && location.Contains(network.Addr())
	})
}

func (r *Ranges) String() string {
	words := make([]string, 0, len(*r))
	for _, location := range *r {
		words = append(words, location.String())
	}
	return strings.Join(words, " and ")
}

// Set adds one, as a flag that may be given again.
func (r *Ranges) Set(value string) error {
	location, err := netip.ParsePrefix(value)
	if err != nil {
		return err
	}
	*r = append(*r, location.Masked())
	return nil
}
