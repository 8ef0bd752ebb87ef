package config

import (
	"fmt"
	"strings"

	"github.com/alecthomas/kong"
)

// Markdown returns a document with a table of flags, variables and defaults for
// each command, read from the same structs that Parse fills.
func Markdown() (string, error) {
	var program Program
	parser, err := newParser(&program)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString("# Cấu hình\n\nBản in từ chính chương trình; đừng sửa tay.\n" +
		"Cờ trên dòng lệnh thắng biến môi trường, biến môi trường thắng giá trị mặc định.\n")
	for _, command := range parser.Model.Leaves(true) {
		writeCommand(&b, command)
	}
	return b.String(), nil
}

func writeCommand(b *strings.Builder, command *kong.Node) {
	fmt.Fprintf(b, "\n## `cchc %s`\n\n%s\n\n", command.Path(), command.Help)
	for _, arg := range command.Positional {
		fmt.Fprintf(b, "Tham số `%s`: %s\n\n", arg.Summary(), arg.Help)
	}
	b.WriteString("| Cờ | Biến môi trường | Mặc định | Ý nghĩa |\n|---|---|---|---|\n")
	for _, flag := range command.Flags {
		fmt.Fprintf(b, "| `--%s` | %s | %s | %s |\n", flag.Name, code(strings.Join(flag.Envs, ", ")), code(standard(flag)),
			strings.ReplaceAll(flag.Help, "|", `\|`))
	}
}

func standard(flag *kong.Flag) string {
	if flag.Default == "" && flag.IsBool() {
		return "false"
	}
	return flag.Default
}

func code(text string) string {
	if text == "" {
		return ""
	}
	return "`" + text + "`"
}
