# Everything a person does with this repository. Each target says what it installs.

CARGO ?= cargo
# Postfix's trial servers, Chromium and PostgreSQL are for the tests only; `make run` needs none.
ARGS ?= serve --demo
BUNDLE = $(CARGO) run --quiet --package bundle --

.PHONY: run dev build release check test bench tools

## run: build what is missing and serve with example data on http://127.0.0.1:8080
run: build
	target/debug/signalbox $(ARGS)

## dev: as run, and again after every change
dev: rust-tools
	$(BUNDLE) watch -- $(ARGS)

## build: the browser's files and the server, unoptimised
build: rust-tools
	$(BUNDLE)
	$(CARGO) build --package server

## release: one file to deploy, target/release/signalbox, with the browser's files inside
release: rust-tools
	$(BUNDLE) --release
	$(CARGO) build --release --package server

## check: format, lints, classes, direction of dependence
check: rust-tools
	.ci/check

## test: everything
test: tools check
	.ci/test

## bench: how fast the routing tables answer
bench: tools
	.ci/bench

## tools: Debian packages of the tests
tools:
	.ci/setup

.PHONY: rust-tools
rust-tools:
	.ci/rust-tools
