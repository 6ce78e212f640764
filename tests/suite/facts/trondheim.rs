//! The notice of Trondheim kommune, last updated on 18 December 2020.

use super::Told;

const PROJECT: &str = "nb/prosjekter/veikart-groenn-konkurransekraft.html";
const GRANT: &str = "nb/tilskudd/forskningsraadet-veikart-groenn-konkurransekraft.html";
const NEWS: &str = "nb/nyheter/trondheim-forskningsmidler-til-veikart.html";
const DOCUMENT: &str = "nb/dokumenter/trondheim-veikart-2020-12-18.html";

pub const TOLD: Told = Told {
    document: DOCUMENT,
    file: "004_",
    facts: &[
        "Trondheim kommune og partnere får forskningsmidler til Veikart for grønn konkurransekraft",
        "Forskningsrådet",
        "seks millioner kroner",
        "6 000 000 NOK vedtatt",
        "Veikart for grønn konkurransekraft i norske kommuner og regioner",
        "å skape økt forståelse for sammenhengen mellom næringsutvikling og klima- og bærekraftsmål",
        "Prosjekteier Trondheim kommune",
        "Initiativtaker Trondheim kommune",
        "SINTEF forskningspartner",
        "Bergen kommune prosjektpartner",
        "Bjørnafjorden kommune prosjektpartner",
        "Stjørdal kommune prosjektpartner",
        "Trøndelag fylkeskommune prosjektpartner",
        "Vestland fylkeskommune prosjektpartner",
        "Klimapartnere nasjonalt",
        "Bærekraftsnettverket i regi av KS",
        "Miljøenheten",
        "Trondheimsregionen",
        "Støtteordning Innovasjonsprosjekt i offentlig sektor",
        "bidra til at offentlig sektor innoverer tjenester, infrastruktur og forvaltning",
        "Regjeringens strategi for grønn konkurransekraft ble lagt fram i oktober 2017.",
        "oktober 2017",
        "våren 2020",
        "Kartlegging av grønn konkurransekraft i Trondheimsregionen",
        "hovedrapport, kortversjon",
        "på oppdrag fra Miljøenheten i Trondheim kommune og Trondheimsregionen",
        "Start mars 2021",
        "starter i mars 2021 og varer i 2,5 år",
        "over en periode av to år",
        "2 storbykommuner",
        "2 mindre nabokommuner",
        "2 fylkeskommuner",
        "Nivå nasjonal pilot",
        "Chin-Yu Lee Miljøenheten",
        "chin-yu.lee@trondheim.kommune.no",
        "Astrid Haugslett næringsstab/Trondheimsregionen",
        "astrid.haugslett@trondheim.kommune.no",
        "Sist oppdatert 18. desember 2020",
        "Foto Per Einar Olsen/SINTEF",
        "Illustrasjonsfoto av Sintef-lab i nordlys",
        "Malens kode A03-P1-EPI004",
    ],
    flags: &[
        (PROJECT, "Prosjekt · planlagt"),
        (PROJECT, "slutter 31. august – 30. september 2023 beregnet"),
        (PROJECT, "At prosjektet er en nasjonal pilot, er en ambisjon i kilden."),
        (PROJECT, "Kilden er fra før oppstarten; portalen har ingen rapport om hva som kom ut av prosjektet."),
        (GRANT, "Datoen for bevilgningen og fordelingen mellom partnerne står ikke i kilden."),
        (NEWS, "Bildet er ikke med i portalen, bare beskrivelsen og fotografens navn."),
        (DOCUMENT, "Koden A03-P1-EPI004 nederst er malens kode, ikke et saksnummer."),
        (DOCUMENT, "Brødsmulestien «Hjem Nyheter» står klistret til overskriften og er ikke tatt med i overskriften."),
        (DOCUMENT, "Skjemaet «Fant du det du lette etter?» med svartekst hører til nettstedet og er ikke tatt med."),
        (DOCUMENT, "Det er ikke oppgitt hvilke kommuner og fylkeskommuner som er testenheter."),
    ],
    slips: &["“Veikart for grønn konkurransekraft", "hovedrapport og kortversjon om \"Kartlegging"],
};
