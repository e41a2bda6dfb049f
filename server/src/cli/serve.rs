//! `signalbox serve`: the console and the REST API.

use std::net::SocketAddr;
use std::time::Duration;

use store::Store;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::{Failure, Result, cannot_use, now, open, say};
use crate::config::{DatabaseSettings, ServeOptions};
use crate::http::{self, Site};
use crate::{Clock, State, schedule};

const A_DAY: Duration = Duration::from_hours(24);

/// How long requests under way may take after the process was asked to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(10);

/// Serves until a signal ends it.
///
/// # Errors
/// When the database, the front end or the address cannot be used.
pub async fn run(settings: &DatabaseSettings, options: ServeOptions) -> Result<()> {
    let site = Site::open().map_err(|error| {
        Failure::new(
            error.to_string(),
            "run `make build`, which builds the front end too",
        )
    })?;
    let store = open(settings).await?;
    store
        .migrate()
        .await
        .map_err(|error| cannot_use(settings, error))?;
    let generated = store
        .ensure_superadministrator(options.admin_password.as_deref(), now())
        .await
        .map_err(|error| Failure::of("cannot create admin0", &error))?;
    if options.demo {
        store
            .fill_with_example(now())
            .await
            .map_err(|error| Failure::of("cannot create the example installation", &error))?;
    }
    let listener = TcpListener::bind(options.listen).await.map_err(|error| {
        Failure::new(
            format!("cannot listen on {}: {error}", options.listen),
            "stop what listens there, or set SIGNALBOX_LISTEN",
        )
    })?;
    let address = listener.local_addr().unwrap_or(options.listen);
    announce(address, generated.as_deref());
    tokio::spawn(forget_daily(store.clone()));
    let schedule = tokio::spawn(schedule::keep(store.clone(), Clock::System));
    let state = State::new(store, Clock::System, options.http);
    let served = listen(listener, http::router(state, site)).await;
    schedule.abort();
    served
}

/// Forgets deleted domains that were kept long enough: at the start, and each day.
async fn forget_daily(store: Store) {
    let mut days = tokio::time::interval(A_DAY);
    loop {
        days.tick().await;
        match store.purge_deleted_domains(now()).await {
            Ok(names) => {
                for name in names {
                    tracing::info!(%name, "a deleted domain is no longer kept");
                }
            }
            Err(error) => tracing::error!(%error, "deleted domains could not be forgotten"),
        }
    }
}

fn announce(address: SocketAddr, password: Option<&str>) {
    let mut text = format!("Signalbox serves http://{address}\n");
    if let Some(password) = password {
        text.push_str("Sign in as admin0 with the password below, shown only this once:\n");
        text.push_str(password);
        text.push('\n');
    }
    say(&text);
}

async fn listen(listener: TcpListener, router: axum::Router) -> Result<()> {
    let failed = |error: std::io::Error| {
        Failure::new(format!("the HTTP server ended: {error}"), "see the log")
    };
    let (stop, stopped) = tokio::sync::watch::channel(());
    let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
    let mut told = stopped.clone();
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, service).with_graceful_shutdown(async move {
        // An error means that the sender is gone, which is a reason to stop too.
        let _ = told.changed().await;
    });
    let mut serving = tokio::spawn(server.into_future());
    tokio::select! {
        ended = &mut serving => {
            return ended.map_err(std::io::Error::other).flatten().map_err(failed);
        }
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    tracing::info!("stopping");
    let _ = stop.send(());
    if let Ok(ended) = tokio::time::timeout(LAST_REQUESTS, &mut serving).await {
        return ended
            .map_err(std::io::Error::other)
            .flatten()
            .map_err(failed);
    }
    tracing::warn!("requests under way were cut off");
    serving.abort();
    Ok(())
}
