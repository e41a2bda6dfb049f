#!/bin/sh
# with-postgres.sh COMMAND [ARGUMENT...]: runs COMMAND with SIGNALBOX_TEST_POSTGRES_URL set to a throw-away PostgreSQL
# cluster on loopback (superuser), and stops the cluster whatever happens. Needs Node 20 and Debian's postgresql.
exec node "$(dirname "$0")/lib/with-postgres.mjs" "$@"
