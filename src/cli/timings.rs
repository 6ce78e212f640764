//! How long each stage took: what `build --timings` prints.

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
}

impl Moment {
    fn now() -> Self {
        Self { wall: Instant::now(), cpu: worked() }
    }
}

impl Timings {
    /// Notes that a stage begins, and that the one before it has ended.
    pub fn begin(&mut self, stage: Stage) {
        self.begun.push((stage, Moment::now()));
    }

    /// Prints a line for each stage, of which the last has just ended: `timing: <stage> <wall seconds> <CPU seconds>`.
    pub fn print(&self) {
        let ends = self.begun.iter().skip(1).map(|(_, moment)| *moment).chain([Moment::now()]);
        for ((stage, begin), end) in self.begun.iter().zip(ends) {
            let (wall, cpu) = (end.wall - begin.wall, end.cpu.saturating_sub(begin.cpu));
            eprintln!("timing: {} {:.3} {:.3}", stage.name(), wall.as_secs_f64(), cpu.as_secs_f64());
        }
    }
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
