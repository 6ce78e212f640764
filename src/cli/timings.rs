//! How long each stage took, and what memory: what `--timings` prints.

use std::time::{Duration, Instant};

use crate::stages::Stage;

/// When each stage began.
#[derive(Default)]
pub struct Timings {
    begun: Vec<(Stage, Moment)>,
}

/// A moment by the clock and by what all threads have worked until then.
#[derive(Clone, Copy)]
struct Moment {
    wall: Instant,
    cpu: Duration,
    /// The most memory that was taken until then, in kB; nothing where the system does not tell.
    peak: Option<u64>,
}

impl Moment {
    fn now() -> Self {
        Self { wall: Instant::now(), cpu: worked(), peak: peak() }
    }
}

impl Timings {
    /// Notes that a stage begins, and that the one before it has ended.
    pub fn begin(&mut self, stage: Stage) {
        self.begun.push((stage, Moment::now()));
    }

    /// Prints a line for each stage, of which the last has just ended: `timing: <stage> <wall seconds> <CPU seconds>`, and
    /// where the system tells it, the most memory that was taken until its end, in kB.
    pub fn print(&self) {
        let ends = self.begun.iter().skip(1).map(|(_, moment)| *moment).chain([Moment::now()]);
        for ((stage, begin), end) in self.begun.iter().zip(ends) {
            let (wall, cpu) = (end.wall - begin.wall, end.cpu.saturating_sub(begin.cpu));
            let peak = end.peak.map(|peak| format!(" {peak}")).unwrap_or_default();
            eprintln!("timing: {} {:.3} {:.3}{peak}", stage.name(), wall.as_secs_f64(), cpu.as_secs_f64());
        }
    }
}

/// The most memory that this process has taken, in kB; nothing but Linux tells it in a file.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

/// The CPU time of this process; none where the system does not tell.
fn worked() -> Duration {
    #[cfg(unix)]
    {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
        let (seconds, nanos) = (u64::try_from(time.tv_sec), u32::try_from(time.tv_nsec));
        Duration::new(seconds.unwrap_or_default(), nanos.unwrap_or_default())
    }
    #[cfg(not(unix))]
    {
        Duration::ZERO
    }
}
