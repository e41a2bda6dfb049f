//! Numbers about this process, for Prometheus.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use http::StatusCode;

/// Upper ends of the duration buckets, in milliseconds.
const BUCKETS: [u64; 8] = [1, 5, 10, 50, 100, 500, 1_000, 5_000];

/// Counts since the process started.
#[derive(Debug)]
pub struct Counters {
    started: Instant,
    /// Answers by the first digit of their status, 1 to 5.
    answers: [AtomicU64; 5],
    /// Answers by duration; the last are those above every end.
    durations: [AtomicU64; BUCKETS.len() + 1],
    microseconds: AtomicU64,
}

impl Default for Counters {
    fn default() -> Self {
        Self {
            started: Instant::now(),
            answers: Default::default(),
            durations: Default::default(),
            microseconds: AtomicU64::default(),
        }
    }
}

impl Counters {
    /// Counts one answer.
    pub fn count(&self, status: StatusCode, elapsed: Duration) {
        let class = usize::from(status.as_u16() / 100).saturating_sub(1);
        if let Some(counter) = self.answers.get(class) {
            counter.fetch_add(1, Ordering::Relaxed);
        }
        let end = BUCKETS
            .iter()
            .position(|end| elapsed <= Duration::from_millis(*end));
        if let Some(counter) = self.durations.get(end.unwrap_or(BUCKETS.len())) {
            counter.fetch_add(1, Ordering::Relaxed);
        }
        let microseconds = u64::try_from(elapsed.as_micros()).unwrap_or(u64::MAX);
        self.microseconds.fetch_add(microseconds, Ordering::Relaxed);
    }

    /// The counts in Prometheus' text format.
    pub fn as_prometheus_text(&self, database_up: bool) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = self.write(&mut text, database_up);
        text
    }

    fn write(&self, text: &mut String, database_up: bool) -> std::fmt::Result {
        let version = env!("CARGO_PKG_VERSION");
        writeln!(text, "# TYPE signalbox_build_info gauge")?;
        writeln!(text, "signalbox_build_info{{version=\"{version}\"}} 1")?;
        writeln!(text, "# TYPE signalbox_uptime_seconds gauge")?;
        writeln!(
            text,
            "signalbox_uptime_seconds {}",
            self.started.elapsed().as_secs()
        )?;
        writeln!(
            text,
            "# HELP signalbox_database_up Whether the database answers with the right schema."
        )?;
        writeln!(text, "# TYPE signalbox_database_up gauge")?;
        writeln!(text, "signalbox_database_up {}", u8::from(database_up))?;
        writeln!(text, "# TYPE signalbox_http_requests_total counter")?;
        for (class, counter) in (1..).zip(&self.answers) {
            let count = counter.load(Ordering::Relaxed);
            writeln!(
                text,
                "signalbox_http_requests_total{{status=\"{class}xx\"}} {count}"
            )?;
        }
        self.write_durations(text)
    }

    fn write_durations(&self, text: &mut String) -> std::fmt::Result {
        let name = "signalbox_http_request_duration_seconds";
        writeln!(text, "# TYPE {name} histogram")?;
        let mut below = 0;
        for (index, counter) in self.durations.iter().enumerate() {
            below += counter.load(Ordering::Relaxed);
            match BUCKETS.get(index) {
                Some(end) => writeln!(
                    text,
                    "{name}_bucket{{le=\"{}\"}} {below}",
                    seconds(end * 1_000)
                )?,
                None => writeln!(text, "{name}_bucket{{le=\"+Inf\"}} {below}")?,
            }
        }
        let sum = self.microseconds.load(Ordering::Relaxed);
        writeln!(text, "{name}_sum {}", seconds(sum))?;
        writeln!(text, "{name}_count {below}")
    }
}

fn seconds(microseconds: u64) -> f64 {
    Duration::from_micros(microseconds).as_secs_f64()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_counted_by_status_and_duration() {
        let counters = Counters::default();
        counters.count(StatusCode::OK, Duration::from_millis(3));
        counters.count(StatusCode::NOT_FOUND, Duration::from_secs(9));
        let text = counters.as_prometheus_text(true);
        for line in [
            "signalbox_database_up 1",
            "signalbox_http_requests_total{status=\"2xx\"} 1",
            "signalbox_http_requests_total{status=\"4xx\"} 1",
            "signalbox_http_request_duration_seconds_bucket{le=\"0.001\"} 0",
            "signalbox_http_request_duration_seconds_bucket{le=\"0.005\"} 1",
            "signalbox_http_request_duration_seconds_bucket{le=\"+Inf\"} 2",
            "signalbox_http_request_duration_seconds_sum 9.003",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} in {text}");
        }
    }
}
