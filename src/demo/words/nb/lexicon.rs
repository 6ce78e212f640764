//! Words of Norwegian sentences.

use super::super::lexicon::{Definiteness, Lexicon};
use crate::demo::grammar::{Adjective, Comparison, Conjugation, Declension, Gender, Noun, Verb};
use crate::demo::lists::read;

pub static LEXICON: Lexicon = Lexicon {
    nouns: read!(Noun, NOUNS, DECLENSIONS),
    verbs: read!(Verb, VERBS, CONJUGATIONS),
    adjectives: read!(Adjective, ADJECTIVES, COMPARISONS),

    ing: &DECLENSIONS[0],
    else_: &DECLENSIONS[1],
    hed: "het",
    again: "gjen",
    not: "u",

    indefinite: ["en", "et"],
    definite: ["den", "det"],
    definite_plural: "de",
    definiteness: Definiteness::Twice,

    have: "har",
    modals: &["skal", "kan", "vil", "bør", "må"],
    by: "av",

    openers: &[
        "derfor",
        "samtidig",
        "dessuten",
        "dermed",
        "videre",
        "framover",
        "deretter",
        "hvert år",
        "nå",
        "således",
        "i dag",
        "tidligere",
        "etterpå",
        "likevel",
        "særlig",
        "generelt",
        "opprinnelig",
        "i tillegg",
    ],
    adverbs: &[
        "ikke",
        "også",
        "fortsatt",
        "løpende",
        "allerede",
        "ofte",
        "framover",
        "alene",
        "snart",
        "gradvis",
        "sammen",
        "delvis",
        "igjen",
        "straks",
        "hovedsakelig",
        "jevnlig",
        "foreløpig",
        "aktivt",
        "endelig",
        "særskilt",
        "årlig",
        "raskt",
        "grundig",
        "frivillig",
        "systematisk",
        "lokalt",
        "digitalt",
    ],
    now: &["snart", "igjen", "årlig", "løpende", "digitalt"],
    coordinators: &[", og", ", men", ", så", ", for"],
    subordinators: &[
        "når",
        "hvis",
        "fordi",
        "mens",
        "selv om",
        "siden",
        "før",
        "slik at",
        "med mindre",
        "etter at",
        "dersom",
    ],
    relative: "som",
    in_order: "for å",
    reports: &[
        "det framgår at",
        "det er avtalt at",
        "søkeren opplyser at",
        "det forventes at",
        "administrasjonen vurderer at",
        "det bemerkes at",
        "det er en forutsetning at",
        "utvalget legger vekt på at",
        "det viser seg at",
        "partene er enige om at",
    ],
    and: "og",

    prepositions: &["i", "til", "for", "av", "på", "med", "om", "fra", "ved", "mellom", "mot", "etter", "uten"],
    around: &["i", "på", "ved", "for", "til", "fra", "hos", "rundt", "under", "innenfor", "langs", "bak", "over"],
    streets: &["veien", "gata", "alleen", "stien", "torget", "parken", "bakken", "svingen", "løkka", "plassen"],

    in_year: &["i", "i", "siden", "fra", "innen utgangen av", "fram mot", "i løpet av", "etter"],
    from_to: ["fra", "til"],
    on_day: &["den", "den", "senest den", "fra den", "etter den"],
    in_week: "i uke",
    paragraphs: &["etter §", "i henhold til §", "jf. §", "med hjemmel i §"],
    subsection: "nr.",
    sums: &["for", "med", "for i alt", "med inntil", "for omtrent", "for minst"],
    thousands: " ",
    crowns: "kroner",
};

const DECLENSIONS: &[Declension] = &[
    common(b'a', ["", "en", "er", "ene"]),
    common(b'b', ["", "n", "r", "ne"]),
    common(b'l', ["", "en", "e", "ne"]),
    common(b'd', ["", "en", "", "ene"]),
    common(b'm', ["el", "elen", "ler", "lene"]),
    neuter(b'e', ["", "et", "er", "ene"]),
    neuter(b'f', ["", "t", "r", "ne"]),
    neuter(b'h', ["", "et", "", "ene"]),
    neuter(b'r', ["er", "eret", "re", "rene"]),
    neuter(b'u', ["um", "et", "er", "ene"]),
];

const CONJUGATIONS: &[Conjugation] = &[
    Conjugation { letter: b'a', present: "er", past: "et", perfect: "et" },
    Conjugation { letter: b'b', present: "er", past: "te", perfect: "t" },
    Conjugation { letter: b'c', present: "er", past: "de", perfect: "d" },
];

const COMPARISONS: &[Comparison] = &[
    Comparison { letter: b'a', endings: ["", "t", "e"] },
    Comparison { letter: b'b', endings: ["", "", "e"] },
    Comparison { letter: b'd', endings: ["2", "t", "2e"] },
    Comparison { letter: b'i', endings: ["", "", ""] },
    Comparison { letter: b't', endings: ["", "tt", "e"] },
];

const fn common(letter: u8, [indefinite, definite, plural, definite_plural]: [&'static str; 4]) -> Declension {
    Declension { letter, gender: Gender::Common, indefinite, definite, plural, definite_plural }
}

const fn neuter(letter: u8, [indefinite, definite, plural, definite_plural]: [&'static str; 4]) -> Declension {
    Declension { letter, gender: Gender::Neuter, indefinite, definite, plural, definite_plural }
}

const NOUNS: &str = "prosjekt.e kommune.b innbygger.l plan.a forening.as skole.b avtale.b møte.f innsats.a område.f \
    hus.h aktivitet.as utvalg.hs år.hs samarbeid.hs bibliotek.e by.a vei.a hage.b park.a skog.a sti.a anlegg.hs \
    verksted.es bygning.as ordning.as tilskudd.hs søknad.as frist.a budsjett.h regnskap.hs rapport.a undersøkelse.bs \
    måling.a forsøk.hs kurs.h sent.r muse.u ledelse.bs utvikling.as utdanning.as virksomhet.as nettverk.hs gruppe.b \
    periode.b oppgave.b løsning.as behov.hs mål.h resultat.e erfaring.as kvartal.h bolig.a plass.a klubb.a hall.a \
    bane.b kai.a øy.a elv.ae innsjø.a eng.a myr.a hei.a kyst.a dike.f bro.a stasjon.as ferge.b reg.m lærer.l leder.l \
    elev.a medlem.Es deltaker.l bruker.l eier.l håndverker.l forsker.l nabo.a kunde.b familie.b pedagog.a lege.b \
    kunstner.l musiker.l gård.as mark.a fjøs.h mølle.b fabrikk.a butikk.a marked.es torg.h gate.b smug.h benk.a \
    lampe.b skilt.h mur.a tak.h vindu.e dør.a rampe.b heis.a rom.H sal.a scene.b teat.r orkest.r kor.h konsert.a \
    utstilling.as festival.a fest.a forestilling.as film.a avis.a nettside.b video.a kart.h database.b system.h \
    modell.a metode.b redskap.hs verktøy.h maskin.a motor.a bil.a buss.a tog.h kjøretøy.h brønn.a rør.h ledning.as \
    kloakk.a pumpe.b basseng.h vassdrag.hs solcelle.b verk.h nett.h batteri.e lag.r container.l glass.h papir.h \
    metall.h busk.a blomst.a plante.b frø.h bie.b fugl.ae fisk.a dyr.he insekt.h art.as landskap.hs stein.a fond.hs \
    pott.a bevilgning.as bidrag.hs lån.he inntekt.as utgift.as pris.a sum.A beløp.hs faktura.a kontrakt.a lisens.a \
    anbud.hs tilbud.hs leveranse.b betaling.as avgift.as skatt.ae lov.a paragraf.a forskrift.as veiledning.as \
    tillatelse.bs avgjørelse.bs klage.b høring.as dialog.a debatt.a konferanse.b seminar.h program.E foredrag.hs \
    besøk.hs reise.b tur.a vandring.as løp.h turnering.as kamp.a trening.as klasse.b fag.h leksjon.as lærling.a \
    studi.u universitet.es institutt.h laboratori.u analyse.b evaluering.as statistikk.a tall.h skjema.e intervju.h \
    strategi.a politikk.a visjon.as handling.as initiativ.h forslag.hs beslutning.as innstilling.as referat.h \
    vedlegg.hs dokument.h brev.h arkiv.h kvalitet.as mulighet.as utfordring.as problem.h årsak.as effekt.a \
    virkning.as forandring.as omstilling.as fase.b etappe.b uke.b måned.as dag.as time.b sesong.a borger.l dugnad.as \
    barnehage.b hytte.b løype.b fjell.h dal.a kirke.b ferje.b rådhus.h vedtak.hs sak.as vedtekt.as protokoll.a \
    mappe.b hylle.b stol.a bord.h ovn.a komfyr.a kjøkken.h loft.h fasade.b port.a gjerde.f hekk.a bed.h drivhus.h \
    kompost.a bålplass.a gapahuk.a huske.b sklie.b ballbane.b svømmehall.a kajakk.a båt.a seil.h molo.a kran.a \
    pram.A sluse.b kanal.a grøft.a skogkant.a lysning.as gravhaug.a minnesmerke.f statue.b maleri.e skulptur.a \
    veggavis.a bokbuss.a plakat.a brosjyre.b folder.l kalender.l sang.a dans.a krets.a leir.a speider.l trener.l \
    dommer.l frisør.a baker.l smed.a snekker.l murer.l maler.l gartner.l fisker.l skipper.l pilot.a tolk.a kokk.a \
    praktikant.a foreleser.l veileder.l rådgiver.l koordinator.a arkitekt.a ingeniør.a tekniker.l biolog.a \
    historiker.l konsulent.a sekretær.a revisor.a kontor.h skranke.b telefon.a skjerm.a sensor.a kamera.e skriver.l \
    robot.a drone.b antenne.b mast.a transformator.a generator.a ventil.a tank.a radiator.a termostat.a lyskilde.b \
    pære.b kilde.b brudd.h skade.b prøve.b grense.b krav.h vilkår.h plikt.a garanti.a avtaleperiode.b rente.b \
    gebyr.h kvittering.as budsjettpost.a reserve.b overskudd.hs underskudd.hs andel.a kvote.b sone.b distrikt.h \
    sogn.h bydel.a grend.a hovedgate.b naust.h brygge.b fyr.h holme.b skjær.h tunnel.a rasteplass.a utsiktspunkt.h \
    skiløype.b turvei.a sykkelvei.a gangvei.a vannverk.h renseanlegg.hs damanlegg.hs kraftlag.h bygdelag.h \
    idrettslag.hs skytterlag.hs sanglag.h korps.h musikkorps.h revy.a spillested.es loppemarked.es bruktbutikk.a";

const VERBS: &str = "utvikl.ag støtt.a etabler.bgr gjennomfør.bg åpn.agr utprøv.cg undersøk.bl vurder.bgr forbedr.ag \
    drøft.ag finansier.bgr mål.bg del.bgr endr.ag utvid.al styrk.ag evaluer.bgr saml.agr utarbeid.al koordiner.bg \
    organiser.bgr renover.bg installer.bgr registrer.bgr presenter.b beregn.agr fordel.bgr anbefal.bg revider.bgr \
    tilpass.a forbered.bl avslutt.a opprett.al bearbeid.ag formidl.ag markedsfør.bg oppfør.bg restaurer.bg \
    digitaliser.bg moderniser.bg analyser.br dokumenter.b inviter.br opplys.bn undervis.bn utdann.ag belys.bn \
    anvend.bl bruk.br benytt.al produser.bgr lever.bgr reparer.b rens.ag plant.agr fred.an beskytt.al overvåk.ag \
    kontroller.br sikr.ag løft.a forhandl.agr avtal.b ønsk.a forvent.an prioriter.bgr visualiser.bg tegn.agr mal.bg \
    flytt.ag ordn.ag juster.bgr håndter.bg administrer.b rapporter.bgr publiser.bgr distribuer.b lanser.bgr test.ag \
    integrer.bgr isoler.bgr aktiver.bgr definer.br formuler.bgr konkretiser.bg realiser.bg optimaliser.bg reduser.b \
    begrens.an fremm.a motiver.bg inspirer.b utfordr.ag involver.bg engasjer.b rekrutter.bgr besøk.b";

const ADJECTIVES: &str = "ny.t stor.a lokal.a grøn.d offentlig.bh felles.i kommunal.a viktig.bhu årlig.b mulig.bhu \
    ung.a lang.a kort.b høy.a lav.a dyp.a frivillig.bhu tilgjengelig.bhu bærekraftig.bh sosial.a kulturel.d \
    faglig.bhu digital.a økonomisk.b praktisk.bu teknisk.b historisk.bu økologisk.b demokratisk.bu nasjonal.a \
    regional.a internasjonal.a midlertidig.bh permanent.b foreløpig.b endelig.b særlig.b alminnelig.bhu daglig.b \
    ukentlig.b månedlig.b effektiv.a aktiv.a kreativ.a attraktiv.au positiv.a intensiv.a sentral.a desentral.a \
    nøytral.a optimal.a tryg.dhu smal.a bedre.i større.i mindre.i lavere.i høyere.i nærliggende.i voksende.i \
    kommende.i nåværende.i tilsvarende.i omfattende.i avgjørende.i varig.bh hurtig.bh tydelig.bhu nødvendig.bhu \
    rimelig.bhu synlig.bhu avhengig.bhu verdiful.d meningsful.d barnevennlig.bh sykkelvennlig.b miljøvennlig.bhu \
    klimavennlig.b brukervennlig.bhu selvstendig.bhu gratis.i moderne.i ekstra.i eldre.i yngre.i skriftlig.bh \
    muntlig.bh juridisk.b administrativ.a politisk.bu strategisk.b statistisk.b vitenskapelig.bhu kunstnerisk.bu \
    musikalsk.bu pedagogisk.bu språklig.b geografisk.b landlig.b kystnær.a bynær.a rekreativ.a biologisk.b kjemisk.b \
    fysisk.b psykisk.b mental.a personlig.bhu individuel.d tradisjonel.du profesjonel.du generel.d spesiel.d \
    finansiel.d eksperimentel.d original.a formel.du rask.b trang.a";
