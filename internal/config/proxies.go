package config

import (
	"net/netip"
	"strings"
)

// Proxies are the networks whose X-Forwarded-For is believed; nil believes nobody.
type Proxies []netip.Prefix

var nearby = Proxies{
	netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128"),
	netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("172.16.0.0/12"),
	netip.MustParsePrefix("192.168.0.0/16"), netip.MustParsePrefix("fc00::/7"),
}

// UnmarshalText reads false, true (this machine and private networks) or a list
// of addresses and networks separated by commas.
func (p *Proxies) UnmarshalText(text []byte) error {
	switch word := strings.ToLower(strings.TrimSpace(string(text))); word {
	case "", "false", "no", "0":
		*p = nil
	case "true", "yes", "1":
		*p = nearby
	default:
		return p.list(word)
	}
	return nil
}

func (p *Proxies) list(text string) error {
	var all Proxies
	for part := range strings.SplitSeq(text, ",") {
		part = strings.TrimSpace(part)
		if !strings.Contains(part, "/") {
			ip, err := netip.ParseAddr(part)
			if err != nil {
				return mistake("CCHC_TRUSTED_PROXY: %q không phải là địa chỉ, dải mạng, true hay false.", part)
			}
			all = append(all, netip.PrefixFrom(ip.Unmap(), ip.Unmap().BitLen()))
			continue
		}
		network, err := netip.ParsePrefix(part)
		if err != nil {
			return mistake("CCHC_TRUSTED_PROXY: %q không phải là một dải mạng.", part)
		}
		all = append(all, network.Masked())
	}
	*p = all
	return nil
}

// Trust tells whether a peer at this address is believed about who it speaks for.
func (p Proxies) Trust(peer netip.Addr) bool {
	for _, network := range p {
		if network.Contains(peer.Unmap()) {
			return true
		}
	}
	return false
}
