# Two to begin with: `make run` and `make test`. Python >= 3.11 is all they assume.
.DEFAULT_GOAL := help
.PHONY: help env generate web run demo test soak bench contract check format lock clean
PY := .venv/bin/python

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

env: ## .venv from the lock: tools and real components
	@deploy/toolchain/env.sh

generate: env ## stubs and descriptors from protos/
	@$(PY) -m deploy.toolchain.generate

web: env ## the pages, built: clients/web/dist
	@$(PY) -m deploy.toolchain.web
	@$(PY) -m deploy.toolchain.generate
	@$(PY) -m deploy.toolchain.web build

run: web ## everything, on this machine; Ctrl-C stops it
	@exec $(PY) -m deploy.local run $(ARGS)

demo: web ## a whole dinner through Envoy, checked
	@exec $(PY) -m deploy.local demo $(ARGS)

test: web ## every test, the browser's too (ARGS="-k basket -n0")
	@$(PY) -m deploy.toolchain.test $(ARGS)

soak: web ## the long forms: 200 payers under kill -9, 10,000 webhooks, a million steps of money
	@HERE2ORDER_PAYERS=200 HERE2ORDER_DELIVERIES=10000 HERE2ORDER_LEDGER_STEPS=1000000 \
	  $(PY) -m deploy.toolchain.test -n0 -o timeout=900 tests/e2e/test_payment_kill.py \
	  tests/e2e/test_deliveries.py tests/unit/billing/test_ledger_machine.py $(ARGS)

bench: generate ## how fast, beside peers and the limit (ARGS="--quick unary"; needs h2load, and Go or ghz)
	@$(PY) -m bench $(ARGS)

contract: env ## our calls against Stripe's own OpenAPI (needs Go)
	@$(PY) -m deploy.toolchain.stripe_mock

check: env ## format, lint, types, contract
	@$(PY) -m deploy.toolchain.check

format: env ## writes what `make check` asks for
	@$(PY) -m ruff check --fix --quiet . ; $(PY) -m ruff format --quiet .
	@if [ -d protos ]; then .venv/bin/buf format --write --path protos/here2order; fi

lock: env ## newest versions that the .in files allow, into the locks
	@cd deploy/requirements && for name in runtime dev; do \
	  ../../.venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	    --generate-hashes --no-header --output-file $$name.lock $$name.in || exit 1; done

clean: ## what make made, except the environment and the local stack's data
	@rm -rf build gen clients/web/src/gen clients/web/dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
