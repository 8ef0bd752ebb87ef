package config

import (
	"bytes"
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/alecthomas/kong"
)

// Parse reads the command line and the environment. It returns the program, the
// command as its words ("serve", "migrate up") and every mistake in the settings
// of that command. Asked for help, it prints that and ends the process.
func Parse(args []string, options ...kong.Option) (Program, string, error) {
	var program Program
	parser, err := newParser(&program, options...)
	if err != nil {
		return program, "", err
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		return program, "", mistake("Không hiểu lệnh: %s. Xem: cchc --help", err)
	}
	command, _, _ := strings.Cut(parsed.Command(), " <")
	return program, command, program.check(command)
}

func (p Program) check(command string) error {
	switch command {
	case "serve":
		return p.Serve.Check()
	case "migrate up":
		return p.Migrate.Up.Check()
	case "migrate down":
		return p.Migrate.Down.Check()
	case "migrate status":
		return p.Migrate.Status.Check()
	case "admin create-user":
		return p.Admin.CreateUser.Database.Check()
	case "admin send-test-mail":
		return p.Admin.SendTestMail.Check()
	case "check":
		return p.Check.Check()
	default:
		return nil
	}
}

func newParser(program *Program, options ...kong.Option) (*kong.Kong, error) {
	all := append([]kong.Option{
		kong.Name("cchc"),
		kong.Description("Cổng theo dõi, đôn đốc thực hiện chỉ đạo cải cách hành chính."),
		kong.Help(printHelp),
	}, options...)
	parser, err := kong.New(program, all...)
	if err != nil {
		return nil, fmt.Errorf("build the command line: %w", err)
	}
	parser.Model.HelpFlag.Help = "In phần giúp đỡ này rồi thoát."
	return parser, nil
}

var helpWords = strings.NewReplacer(
	"Usage: ", "Cách dùng: ",
	"Arguments:", "Tham số:",
	"Flags:", "Cờ:",
	"Commands:", "Lệnh:",
	"[flags]", "[cờ]",
	"<command>", "<lệnh>",
	" for more information on a command.", " để xem từng lệnh.",
	" for more information.", " để xem thêm.",
	`Run "`, `Chạy "`,
)

// printHelp says in Vietnamese what kong knows to say in English.
func printHelp(options kong.HelpOptions, ctx *kong.Context) error {
	screen := ctx.Stdout
	var said bytes.Buffer
	ctx.Stdout = &said
	err := kong.DefaultHelpPrinter(options, ctx)
	ctx.Stdout = screen
	if err != nil {
		return fmt.Errorf("print help: %w", err)
	}
	_, err = io.WriteString(screen, helpWords.Replace(said.String()))
	return err
}

// version is the flag that prints which build this is.
type version bool

// BeforeReset prints the version and ends the process.
func (version) BeforeReset(app *kong.Kong) error {
	_, err := fmt.Fprintln(app.Stdout, "cchc", Version())
	app.Exit(0)
	return err
}

// revision is set by a build that has no repository around it, with
// -ldflags "-X cchc/internal/config.revision=…".
var revision string

// Version returns the commit this program was built from, or "dev".
func Version() string {
	if revision != "" {
		return revision
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "dev"
	}
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" {
			return setting.Value[:min(12, len(setting.Value))]
		}
	}
	return "dev"
}
