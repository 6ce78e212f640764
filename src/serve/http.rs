//! The wire: the only user of the web server.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderName, LOCATION, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::serve::ListenerExt;
use tokio::sync::watch;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;
use tower_http::set_header::SetResponseHeaderLayer;

use super::answer::{Answer, EVENTS, answer, is_own_host};
use super::shown::Shown;

/// What the published site promises to work under.
const POLICY: &str = "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; \
img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Headers of every answer.
const HEADERS: &[(HeaderName, &str)] =
    &[(CONTENT_SECURITY_POLICY, POLICY), (X_CONTENT_TYPE_OPTIONS, "nosniff"), (CACHE_CONTROL, "no-store")];

/// Pages that are made at once.
const MAKERS: usize = 8;

/// How long the answers under way may take when the server is asked to end.
const PATIENCE: Duration = Duration::from_secs(2);

/// A port of this machine that nobody else can reach from outside.
pub struct Listener {
    socket: TcpListener,
    port: u16,
}

impl Listener {
    /// Takes a port of the loopback address; 0 takes any that is free.
    ///
    /// # Errors
    /// The system's own, above all that the port is taken.
    pub fn bind(port: u16) -> io::Result<Self> {
        let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        socket.set_nonblocking(true)?;
        let port = socket.local_addr()?.port();
        Ok(Self { socket, port })
    }

    /// The address for browsers.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }
}

/// The newest state of the preview, for all who want to hear of the next.
pub struct Board(watch::Sender<Now>);

#[derive(Clone)]
struct Now {
    shown: Arc<Shown>,
    end: Option<End>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// By the user.
    Asked,
    /// The folder is not followed any more.
    Broken,
}

impl Board {
    pub fn new(shown: Shown) -> Self {
        Self(watch::Sender::new(Now { shown: Arc::new(shown), end: None }))
    }

    pub fn newest(&self) -> Arc<Shown> {
        self.0.borrow().shown.clone()
    }

    pub fn show(&self, shown: Shown) {
        self.0.send_modify(|now| now.shown = Arc::new(shown));
    }

    /// Ends the server when the value is dropped.
    pub fn broken_on_drop(&self) -> impl Drop {
        BrokenOnDrop(self)
    }

    fn end(&self, how: End) {
        self.0.send_modify(|now| now.end = now.end.or(Some(how)));
    }

    async fn until_end(&self) -> Option<End> {
        // The sender is this board, which is there as long as it is borrowed.
        self.0.subscribe().wait_for(|now| now.end.is_some()).await.ok().and_then(|now| now.end)
    }
}

struct BrokenOnDrop<'a>(&'a Board);

impl Drop for BrokenOnDrop<'_> {
    fn drop(&mut self) {
        self.0.end(End::Broken);
    }
}

/// Answers until the user ends it with Ctrl-C.
///
/// # Errors
/// The system's own, and that the folder is not followed any more.
pub fn run(listener: Listener, board: &Arc<Board>) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().max_blocking_threads(MAKERS).build()?;
    let outcome = runtime.block_on(serve(listener, board));
    // A page that is still being made is not waited for.
    runtime.shutdown_background();
    outcome
}

async fn serve(listener: Listener, board: &Arc<Board>) -> io::Result<()> {
    // Without the usual delay for small packets, which events are.
    let socket = tokio::net::TcpListener::from_std(listener.socket)?.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    let router = Router::new().fallback(respond).with_state((board.clone(), listener.port));
    let router = HEADERS.iter().fold(router, |router, (name, value)| {
        router.layer(SetResponseHeaderLayer::overriding(name.clone(), HeaderValue::from_static(value)))
    });
    let (ender, waiter) = (board.clone(), board.clone());
    tokio::spawn(async move {
        asked_to_end().await;
        ender.end(End::Asked);
    });
    let server = axum::serve(socket, router).with_graceful_shutdown(async move {
        waiter.until_end().await;
    });
    let out_of_patience = async {
        board.until_end().await;
        tokio::time::sleep(PATIENCE).await;
    };
    tokio::select! {
        outcome = async { server.await } => outcome?,
        () = out_of_patience => {}
    }
    match board.until_end().await {
        Some(End::Broken) => Err(io::Error::other("it no longer hears of changes")),
        _ => Ok(()),
    }
}

/// Ends with Ctrl-C, and where there is such a thing, with a request to terminate.
async fn asked_to_end() {
    #[cfg(unix)]
    if let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        return;
    }
    let _ = tokio::signal::ctrl_c().await;
}

async fn respond(State((board, port)): State<(Arc<Board>, u16)>, request: Request) -> Response {
    if !is_for_us(&request, port) {
        let text = "this server answers only as localhost, so that no website can read your preview";
        return sent(Answer::sentence(421, text));
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut response = sent(Answer::sentence(405, "a preview is only read: ask with GET or HEAD"));
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    let path = request.uri().path().to_owned();
    if path == EVENTS {
        return events(&board);
    }
    let making = tokio::task::spawn_blocking(move || answer(&board.newest(), &path));
    sent(making.await.unwrap_or_else(|_| Answer::sentence(500, "this page could not be made: a fault of Glasklar")))
}

/// Whether a request names this server, both in its one `Host` header and, where it has one, in its whole address.
fn is_for_us(request: &Request, port: u16) -> bool {
    let mut hosts = request.headers().get_all(HOST).iter();
    let host = hosts.next().and_then(|host| host.to_str().ok()).is_some_and(|host| is_own_host(host, port));
    let authority = request.uri().authority().is_none_or(|authority| is_own_host(authority.as_str(), port));
    host && authority && hosts.next().is_none()
}

fn sent(answer: Answer) -> Response {
    let mut response = Response::new(Body::from(answer.bytes));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(answer.content_type));
    if let Some(location) = answer.location.and_then(|location| HeaderValue::try_from(location).ok()) {
        response.headers_mut().insert(LOCATION, location);
    }
    response
}

/// The name of the newest state at once, and then of every one that follows it.
fn events(board: &Board) -> Response {
    let states = WatchStream::new(board.0.subscribe()).take_while(|now| now.end.is_none());
    let events = states.map(|now| Ok::<_, Infallible>(Event::default().data(now.shown.mark())));
    Sse::new(events).keep_alive(KeepAlive::default()).into_response()
}
