//! Words of Danish sentences.

use super::super::lexicon::{Definiteness, Lexicon};
use crate::demo::grammar::{Adjective, Comparison, Conjugation, Declension, Gender, Noun, Verb};
use crate::demo::lists::read;

pub static LEXICON: Lexicon = Lexicon {
    nouns: read!(Noun, NOUNS, DECLENSIONS),
    verbs: read!(Verb, VERBS, CONJUGATIONS),
    adjectives: read!(Adjective, ADJECTIVES, COMPARISONS),

    ing: &DECLENSIONS[0],
    else_: &DECLENSIONS[1],
    hed: "hed",
    again: "gen",
    not: "u",

    indefinite: ["en", "et"],
    definite: ["den", "det"],
    definite_plural: "de",
    definiteness: Definiteness::Once,

    have: "har",
    modals: &["skal", "kan", "vil", "bør", "må"],
    by: "af",

    openers: &[
        "derfor",
        "samtidig",
        "desuden",
        "dermed",
        "endvidere",
        "fremover",
        "herefter",
        "hvert år",
        "nu",
        "således",
        "i dag",
        "tidligere",
        "efterfølgende",
        "dog",
        "særligt",
        "generelt",
        "oprindeligt",
        "alligevel",
    ],
    adverbs: &[
        "ikke",
        "også",
        "fortsat",
        "løbende",
        "allerede",
        "ofte",
        "fremover",
        "alene",
        "snart",
        "gradvist",
        "sammen",
        "delvist",
        "igen",
        "straks",
        "primært",
        "jævnligt",
        "foreløbig",
        "aktivt",
        "endelig",
        "særskilt",
        "årligt",
        "hurtigt",
        "grundigt",
        "frivilligt",
        "systematisk",
        "lokalt",
        "digitalt",
    ],
    now: &["snart", "igen", "årligt", "løbende", "digitalt"],
    coordinators: &[", og", ", men", ", så", ", for"],
    subordinators: &[
        ", når",
        ", hvis",
        ", fordi",
        ", mens",
        ", selv om",
        ", da",
        ", inden",
        ", så",
        ", medmindre",
        ", efter at",
        ", såfremt",
    ],
    relative: ", der",
    in_order: "for at",
    reports: &[
        "det fremgår, at",
        "det er aftalt, at",
        "ansøgeren oplyser, at",
        "det forventes, at",
        "forvaltningen vurderer, at",
        "det bemærkes, at",
        "det er en forudsætning, at",
        "udvalget lægger vægt på, at",
        "det viser sig, at",
        "parterne er enige om, at",
    ],
    and: "og",

    prepositions: &["i", "til", "for", "af", "på", "med", "om", "fra", "ved", "mellem", "mod", "efter", "uden"],
    around: &["i", "på", "ved", "for", "til", "fra", "hos", "omkring", "under", "inden for", "langs", "bag", "over"],
    streets: &["vej", "gade", "allé", "stræde", "torv", "parken", "bakken", "vænget", "toften", "plads"],

    in_year: &["i", "i", "siden", "fra", "inden udgangen af", "frem mod", "i løbet af", "efter"],
    from_to: ["fra", "til"],
    on_day: &["den", "den", "senest den", "fra den", "efter den"],
    in_week: "i uge",
    paragraphs: &["efter §", "i henhold til §", "jf. §", "med hjemmel i §"],
    subsection: ", stk.",
    sums: &["for", "med", "for i alt", "med op til", "for cirka", "for mindst"],
    thousands: ".",
    crowns: "kr.",
};

const DECLENSIONS: &[Declension] = &[
    common(b'a', ["", "en", "er", "erne"]),
    common(b'b', ["", "n", "r", "rne"]),
    common(b'c', ["", "en", "e", "ene"]),
    common(b'd', ["", "en", "", "ene"]),
    common(b'l', ["", "en", "e", "ne"]),
    common(b'm', ["el", "len", "ler", "lerne"]),
    neuter(b'e', ["", "et", "er", "erne"]),
    neuter(b'f', ["", "t", "r", "rne"]),
    neuter(b'g', ["", "et", "e", "ene"]),
    neuter(b'h', ["", "et", "", "ene"]),
    neuter(b'k', ["us", "et", "er", "erne"]),
    neuter(b'r', ["er", "ret", "re", "rene"]),
    neuter(b'u', ["um", "et", "er", "erne"]),
];

const CONJUGATIONS: &[Conjugation] = &[
    Conjugation { letter: b'a', present: "er", past: "ede", perfect: "et" },
    Conjugation { letter: b'b', present: "er", past: "te", perfect: "t" },
];

const COMPARISONS: &[Comparison] = &[
    Comparison { letter: b'a', endings: ["", "t", "e"] },
    Comparison { letter: b'b', endings: ["", "", "e"] },
    Comparison { letter: b'd', endings: ["", "t", "2e"] },
    Comparison { letter: b'i', endings: ["", "", ""] },
];

const fn common(letter: u8, [indefinite, definite, plural, definite_plural]: [&'static str; 4]) -> Declension {
    Declension { letter, gender: Gender::Common, indefinite, definite, plural, definite_plural }
}

const fn neuter(letter: u8, [indefinite, definite, plural, definite_plural]: [&'static str; 4]) -> Declension {
    Declension { letter, gender: Gender::Neuter, indefinite, definite, plural, definite_plural }
}

const NOUNS: &str = "projekt.e kommune.b borger.l plan.a forening.as skole.b aftale.b møde.f indsats.a område.f \
    hus.g aktivitet.as udvalg.hs år.hs samarbejde.fs bibliotek.es by.a vej.c have.b park.a skov.c sti.a anlæg.Hs \
    værksted.es bygning.as ordning.as tilskud.Hs ansøgning.as frist.a budget.E regnskab.es rapport.a undersøgelse.bs \
    måling.a forsøg.hs kurs.k cent.r muse.u bestyrelse.bs udvikling.as uddannelse.bs virksomhed.as netværk.hs \
    gruppe.b periode.b opgave.b løsning.as behov.hs mål.h resultat.e erfaring.as kvarter.es bolig.a plads.a klub.A \
    hal.A bane.b strand.c havn.ce ø.a å.a sø.a eng.c mose.b hede.b kyst.a dige.f bro.a station.as færge.b cyk.m \
    artik.m reg.m lærer.l leder.l elev.a medlem.Es deltager.l bruger.l ejer.l håndværker.l forsker.l nabo.a gæst.ae \
    kunde.b familie.b pædagog.a læge.b kunstner.l musiker.l gård.c mark.a stald.c mølle.b fabrik.As butik.As \
    marked.es torv.g gade.b stræde.f bænk.c lampe.b skilt.g mur.c tag.g vindue.f dør.c trappe.b rampe.b elevator.a \
    rum.H sal.c scene.b teat.r orkest.r kor.h koncert.a udstilling.as festival.a fest.a forestilling.as film.d \
    avis.a hjemmeside.b video.a kort.h database.b system.e model.A metode.b redskab.es værktøj.es maskine.b motor.a \
    bil.a bus.A tog.h køretøj.es brønd.c rør.h ledning.as kloak.A pumpe.b bassin.e vandløb.hs solcelle.b værk.e \
    net.H batteri.e lag.r container.l glas.H papir.es metal.E træ.e busk.c blomst.a plante.b frø.h bi.a fugl.ae \
    fisk.de dyr.he insekt.e art.as landskab.es sten.d fond.cs pulje.b bevilling.as bidrag.hs lån.he indtægt.as \
    udgift.as pris.a sum.A beløb.hs faktura.a kontrakt.a licens.a udbud.Hs tilbud.Hs leverance.b betaling.as \
    afgift.as skat.Ae lov.c paragraf.A bekendtgørelse.bs vejledning.as tilladelse.bs afgørelse.bs klage.b høring.as \
    dialog.a debat.A konference.b seminar.e program.E foredrag.hs besøg.hs rejse.b tur.c vandring.as løb.he \
    turnering.as kamp.c træning.as hold.h klasse.b fag.h lektion.as lærling.ce studie.f universitet.es institut.E \
    laboratori.u analyse.b evaluering.as statistik.A tal.H skema.e interview.h strategi.a politik.A vision.as \
    handling.as initiativ.e forslag.hs beslutning.as indstilling.as referat.e bilag.hs dokument.e brev.g arkiv.e \
    nøgle.b kvalitet.as mulighed.as udfordring.as problem.e årsag.as effekt.a virkning.as forandring.as \
    omstilling.as fase.b etape.b uge.b måned.as dag.cs time.b sæson.a weekend.a vedtægt.as protokol.A mappe.b \
    hylde.b stol.c bord.g ovn.c komfur.e loft.g facade.b port.a hegn.h hæk.A bed.g drivhus.g kompost.a bænkeplads.a \
    bålplads.a shelter.e bålhytte.b gynge.b rutsjebane.b boldbane.b svømmehal.A kajak.A båd.c sejl.h mole.b kran.a \
    pram.A sluse.b kanal.a grøft.a hegnspæl.c skovbryn.h lysning.as stendysse.b gravhøj.c mindesmærke.f statue.b \
    maleri.e skulptur.a vægavis.a bogbus.A læsekreds.c plakat.a brochure.b pjece.b kalender.l quiz.A sang.c dans.ce \
    kreds.c laug.h lejr.c spejder.l træner.l dommer.l frisør.a bager.l smed.c snedker.l murer.l maler.l gartner.l \
    fisker.l skipper.l pilot.a tolk.c vært.c kok.A praktikant.a underviser.l vejleder.l rådgiver.l koordinator.a \
    arkitekt.a ingeniør.a tekniker.l biolog.a historiker.l konsulent.a sekretær.a revisor.a kontor.es skranke.b \
    telefon.a skærm.a sensor.a kamera.e printer.l robot.A drone.b chip.A antenne.b mast.a transformator.a \
    generator.a ventil.a tank.a radiator.a termostat.a lyskilde.b pære.b kilde.b brud.h skade.b prøve.b grænse.b \
    krav.h vilkår.h ret.A pligt.a garanti.a aftaleperiode.b rente.b gebyr.e kvittering.as budgetpost.a reserve.b \
    overskud.Hs underskud.Hs andel.c kvote.b zone.b distrikt.es sogn.g bydel.c landsby.a hovedgade.b villavej.c";

const VERBS: &str = "udvikl.ag støtt.a etabler.agr gennemfør.bl åbn.agr afprøv.an undersøg.bl vurder.agr forbedr.ag \
    drøft.al finansier.agr godkend.blr mål.bg del.bgr ændr.ag udvid.al styrk.al evaluer.agr indsaml.ag udarbejd.al \
    koordiner.ag organiser.agr renover.ag installer.agr registrer.agr præsenter.a beregn.agr opsaml.ag fordel.bgr \
    anbefal.ag revider.agr forbered.bl afslutt.a oprett.al bearbejd.an formidl.ag markedsfør.bg opfør.blr \
    restaurer.ag digitaliser.ag moderniser.ag analyser.ar dokumenter.a inviter.ar oplys.bn vejled.bn undervis.bn \
    uddann.al belys.bn anvend.blr benytt.al producer.agr lever.agr reparer.a rens.an plant.anr fred.an beskytt.al \
    overvåg.an kontroller.ar sikr.ag løft.a forhandl.agr aftal.b ønsk.a forvent.an prioriter.agr visualiser.ag \
    tegn.agr mal.bg bygg.ar flytt.a saml.agr ordn.a juster.agr håndter.ag administrer.ag rapporter.agr distribuer.a \
    lancer.agr test.an integrer.agr isoler.agr aktiver.agr definer.agr formuler.agr konkretiser.ag realiser.ag \
    optimer.agr reducer.ag begræns.an fremm.a motiver.ag inspirer.a udfordr.ag involver.ag engager.a rekrutter.agr \
    besøg.b brug.br";

const ADJECTIVES: &str = "ny.a stor.a lokal.a god.a grøn.d offentlig.ah fælles.i kommunal.a vigtig.ahu årlig.a \
    mulig.ahu ung.a lang.a kort.b høj.a lav.a bred.a dyb.a frivillig.ahu tilgængelig.ahu bæredygtig.ahu social.a \
    kulturel.d faglig.ahu digital.a økonomisk.b praktisk.bu teknisk.b historisk.bu økologisk.b demokratisk.bu \
    national.a regional.a international.a midlertidig.ah permanent.b foreløbig.a endelig.a særlig.a almindelig.ahu \
    daglig.a ugentlig.a månedlig.a effektiv.a aktiv.a kreativ.a attraktiv.au positiv.a intensiv.a central.a \
    decentral.a neutral.a optimal.a sund.ahu tryg.dhu smuk.d smal.d bedre.i større.i mindre.i lavere.i højere.i \
    nærliggende.i voksende.i kommende.i nuværende.i tilsvarende.i omfattende.i afgørende.i varig.ah hurtig.ah \
    tydelig.ahu nødvendig.ahu rimelig.ahu synlig.ahu afhængig.ahu værdifuld.a meningsfuld.a børnevenlig.ah \
    cykelvenlig.a miljøvenlig.ahu klimavenlig.a energirigtig.a brugervenlig.ahu selvstændig.ahu gratis.i moderne.i \
    ekstra.i ældre.i yngre.i skriftlig.ah mundtlig.ah juridisk.b administrativ.a politisk.bu strategisk.b \
    statistisk.b videnskabelig.ahu kunstnerisk.bu musikalsk.bu pædagogisk.bu sproglig.a geografisk.b landlig.a \
    kystnær.a bynær.a rekreativ.a biologisk.b kemisk.b fysisk.b psykisk.b mental.a personlig.ahu individuel.d \
    traditionel.du professionel.du generel.d speciel.d finansiel.d eksperimentel.d original.a formel.du";
