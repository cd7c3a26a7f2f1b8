/**
 * Words that look like names and are not: statutes and guidance, panels and procedures, roles with a number, labels of
 * an already anonymised text. What stands here is never proposed, unless a reviewer names it.
 */
const ROLE =
  '(?:Social Worker|Health Visitor|School Nurse|Midwife|Police Officer|Practitioner|Teacher|Nurse|Doctor|GP|Manager|Team Manager|Support Worker|Key Worker|Family Support Worker|Officer|Council Officer|Detective|Constable|Consultant|Paediatrician|Hospital|School|Nursery|Agency|Area|Local Authority|Town|City|Borough|Surgery|Worker|Foster Carer|Carer|Placement|Solicitor|Paramedic|Neighbour|Friend|Witness|Person|Partner|Male|Female)'
const KIN =
  '(?:Child|Mother|Father|Sibling|Brother|Sister|Half-sibling|Half-brother|Half-sister|Grandmother|Grandfather|Aunt|Uncle|Cousin|Stepfather|Stepmother|Adult|Baby|Subject|Parent|MGM|PGM|MGF|PGF|MGGM|Young Person|Infant|Twin|Son|Daughter|Husband|Wife)'

const patterns: readonly RegExp[] = [
  new RegExp(`\\b${ROLE}s? (?:[A-Z]{1,2}\\d?|\\d{1,3})\\b(?![a-z’'.])`, 'gi'),
  new RegExp(`\\b${KIN} (?:[A-Z]{1,2}\\d?|\\d{1,2})\\b(?![a-z’'.])`, 'g'),
  /\b(?:the )?(?:(?<![\p{L}])[A-Z][\p{L}'’-]{1,30} |and |of |for |in |to |the |\((?:Scotland|Wales|Northern Ireland|England)\) ?){0,12}(?:Act|Order|Regulations|Measure|Rules|Code of Practice|Convention)(?: \((?:Scotland|Wales|Northern Ireland|England|NI)\))?(?: Act)? (?:1[89]|20)\d\d\b/gu,
  /\b(?:Section|Sections|Article|Articles|Regulation|Schedule|Chapter|Part|Paragraph|Rule|Appendix|Annex|Figure|Table|Page|Finding|Recommendation|Episode|Stage|Tier|Level|Key Stage|Category|Volume|Issue|Version|Theme|Question|Standard|Principle|Domain|Band|Grade|Phase|Step|Note|Protocol No\.?|Sections?) (?:\d+[A-Za-z]?(?:\(\d+\)|\.\d+)*(?:(?:,| and| or|–) ?\d+[A-Za-z]?)*|[A-Z])(?![\p{L}\d])/gu,
  /\bs\.? ?(?:17|20|31|38|42|47|85)\b/gi,
  /\bWorking Together(?: to Safeguard Children)?(?: \(?(?:19|20)\d\d\)?)?/g,
  /\bKeeping Children Safe in Education(?: \(?20\d\d\)?)?/g,
  /\b(?:Learning Together|Signs of Safety|Think Family|Getting It Right For Every Child|Getting it right for every child|Every Child Matters|Making Safeguarding Personal|Child Protection in Scotland|No Secrets|Right Help,? Right Time|Threshold Document|Think Child|Operation Encompass)\b(?: \(?20\d\d\)?)?/g,
  /\b(?:MARAC|MAPPA|DASH|MASH|CAMHS|NRM|IMR|IMRs|LSCB|LSCP|LSAB|SAB|SCR|SCRs|LCSPR|LCSPRs|CSPR|CSPRs|CPR|CYPR|SAR|SARs|DHR|DHRs|SCIE|NSPCC|CQC|Ofsted|OFSTED|HMICFRS|HMIC|HMIP|CIW|HIW|Estyn|RQIA|GIRFEC|SHANARRI|PLO|EPO|ICO|SGO|CIN|CP|CPP|ICPC|RCPC|EHCP|EHC|SEN|SEND|SENCO|DSL|LADO|IRO|ISO|CAFCASS|Cafcass|Cafcass Cymru|FII|FGC|FNP|GP|GPs|NHS|A&E|ED|ICB|CCG|MIU|PRU|DVA|DVPN|UK|GCSE|GCSEs|SATs|PSHE|AMHP|IMCA|DoLS|LPS|MCA|COPFS|OFFICIAL|OFFICIAL-SENSITIVE|RESTRICTED|CONFIDENTIAL|PTSD|EUPD|IVF|SIDS|SUDI|SUDC|MARF|TAF|TAC|EHA|EHM|CAF|PIP|DNA|WNB|ACE|ACEs|YOT|YJS|RHI|MACE|MACSE|CSE|CCE|HBA|FGM|NEET|ICD|TV|DVD|CCTV|SMS|USB|PDF|IT|ID|HR|NI|NA|BBC|RAG)\b(?![’']?\p{L})/gu,
  /\b(?:Serious Case Review|Child Safeguarding Practice Review|Local Child Safeguarding Practice Review|Safeguarding Adults Review|Domestic Homicide Review|Child Practice Review|Adult Practice Review|Significant Case Review|Learning Review|Adult Learning Review|Rapid Review|Initial Case Review|Case Management Review|Individual Management Review|Overview Report|Executive Summary|Terms of Reference|Independent (?:Chair|Author|Reviewer)|Lead Reviewer|Review Panel|Child Protection (?:Plan|Conference|Register|Order)|Child in Need(?: Plan)?|Looked After Child(?:ren)?|Care Order|Supervision Order|Interim Care Order|Placement Order|Special Guardianship Order|Emergency Protection Order|Initial Child Protection Conference|Public Law Outline|Children[’']s (?:Social Care|Services|Hearing|Reporter|Commissioner)|Adult Social Care|Adult Support and Protection|Mental Capacity|Early Help|Youth Justice(?: Service)?|Youth Offending|Probation Service|Health Visiting|Housing Benefit|Universal Credit|Ambulance Service|Fire and Rescue|National (?:Panel|Referral Mechanism|Insurance|Health Service|Minimum Standards)(?: of Independent Experts)?|(?:the )?(?:Child Safeguarding Practice Review )?Panel|Care Inspectorate|Procurator Fiscal|Crown Prosecution Service|Secretary of State|Home Office|Department (?:for|of) (?:Education|Health(?: and Social Care)?|Work and Pensions|Justice)|Welsh Government|Scottish Government|Northern Ireland Executive|Department of Health|Disclosure and Barring Service|Equality and Human Rights Commission|Citizens Advice|Childline|Samaritans|Women[’']s Aid|Red Book|Body Map|Return Home Interview|Strategy (?:Discussion|Meeting)|Core Group|Team Around the (?:Child|Family)|WhatsApp|Facebook|Instagram|Snapchat|Snap|TikTok|YouTube|Twitter|Google|Word|Excel|Teams|Zoom|Windows)\b/g,
  /\b(?:Mr|Mrs|Ms|Miss|Dr) [A-Z]{1,2}\d?\b(?![\p{L}’'.])/gu,
  // Not known is not the same as removed: what an author left open must stay readable as such.
  /\b(?:[Nn]ot (?:known|recorded|stated|applicable)|[Uu]nknown|[Nn]\/[KkAa]|N\/K|[Rr]edacted|[Nn]ame withheld)\b/g,
  /(?:^|\n)(?:References|Bibliography|Further reading|Glossary)\n/g,
]

/** A reference list's line: "Firmin, C. (2020) Title. Place: Publisher." Published authors are not the case's people. */
const REFERENCE_LINE =
  /^(?:\[\d+\] )?[\p{Lu}][\p{L}’'& .,-]{1,90}(?:,? (?:eds?\.|et al\.?))? ?\((?:1[89]|20)\d\d[a-z]?\)[^\n]{5,400}$/gmu

/** Ranges of the reading copy in which nothing is proposed, sorted and merged. */
export function neutralRanges(clean: string): [number, number][] {
  const ranges: [number, number][] = []
  for (const pattern of [...patterns, REFERENCE_LINE]) {
    for (const match of clean.matchAll(pattern)) {
      // The role patterns ignore case (“practitioner D”), but the label after a role is a capital or a figure.
      if (pattern.ignoreCase && !/[A-Z\d]{1,3}$/.test(match[0])) continue
      ranges.push([match.index, match.index + match[0].length])
    }
  }
  return mergeRanges(ranges)
}

/** Sorts ranges and joins those that touch. */
export function mergeRanges(ranges: [number, number][]): [number, number][] {
  ranges.sort((a, b) => a[0] - b[0] || b[1] - a[1])
  const merged: [number, number][] = []
  for (const range of ranges) {
    const last = merged.at(-1)
    if (last !== undefined && range[0] < last[1]) last[1] = Math.max(last[1], range[1])
    else merged.push([range[0], range[1]])
  }
  return merged
}
