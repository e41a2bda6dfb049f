# Everything a person does with this repository. Each target says what it installs.

CARGO ?= cargo
# Postfix's trial servers, Chromium and PostgreSQL are for the tests only; `make run` needs none.
ARGS ?= serve --demo
BUNDLE = $(CARGO) run --quiet --package bundle --

.PHONY: run dev build release check test bench tools fuzz

## run: build what is missing and serve with example data on http://127.0.0.1:3000
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

## bench: pages, lists, changes of many, an import, look-ups and messages a second, on the release build
bench: tools
	.ci/bench

## tools: Debian packages of the tests
tools:
	.ci/setup

.PHONY: rust-tools
rust-tools:
	.ci/rust-tools

## fuzz: each parser for half a minute, with the coverage-guided fuzzer that stable Rust can build
FUZZ = app/model/fuzz
fuzz: rust-tools
	RUSTFLAGS="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table -Ccodegen-units=1" \
	$(CARGO) build --release --manifest-path $(FUZZ)/Cargo.toml --target-dir target/fuzz --target $(shell rustc --print host-tuple)
	for parser in address domain_name relay; do \
		target/fuzz/$(shell rustc --print host-tuple)/release/$$parser -max_total_time=30 -max_len=300 || exit 1; \
	done
