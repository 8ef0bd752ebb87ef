# The portal's commands. `make help` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
export CGO_ENABLED ?= 1

.PHONY: help run test check build assets generate print bench cross clean deps

help: ## Show the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: deps build ## Build everything and serve the portal on its own PostgreSQL with sample data
	@CCHC_LOG_LEVEL=$${CCHC_LOG_LEVEL:-warn} exec bin/cchc serve --sample

test: deps assets ## Run every test, race detector on, real PostgreSQL and real browser included
	@go test -race -count=1 -vet=off -timeout 20m ./...

check: deps assets ## Check formatting, vet, staticcheck, generated files and printed documents
	@.ci/check

build: assets ## Build bin/cchc
	@CGO_ENABLED=0 go build -trimpath -o bin/cchc ./cmd/cchc

assets: node_modules/.installed ## Build the css, js, icons and fonts into web/dist
	@npm run --silent build

node_modules/.installed: package.json package-lock.json
	@npm ci --ignore-scripts --silent
	@touch $@

generate: ## Make the Go code of the .templ files anew
	@go tool templ generate -path web && go tool templ generate -path cmd/bench/bare

print: build ## Print permissions, workflows, routes, schema and configuration into docs/printed
	@bin/cchc print

bench: deps build ## Measure the portal at 1,000 and 50,000 tasks (BENCH="--sizes 1000,50000,1000000" for more) and write docs/bench.md
	@go run ./cmd/bench $(BENCH)

cross: ## Build for Windows and macOS, to see that it does
	@CGO_ENABLED=0 GOOS=windows GOARCH=amd64 go build -o /dev/null ./cmd/cchc
	@CGO_ENABLED=0 GOOS=darwin GOARCH=arm64 go build -o /dev/null ./cmd/cchc

deps: ## See that Go, Node, PostgreSQL and (for tests) Chromium and LibreOffice are there; install on Debian/Ubuntu as root
	@.ci/deps $(MAKECMDGOALS)

clean: ## Remove what was built; data stays
	@rm -rf bin node_modules web/dist/*
