/**
 * Words that are commonly written in lower case, and therefore no evidence of a name when a sentence or a heading gives
 * them a capital. Collected by frequency from the training corpora (see docs/deidentification.md) and from the language of reviews.
 */
export const commonWords: ReadonlySet<string> = new Set(
  `
'd 're 's -- --- aaahh abandon abandoned abdominal abetting abi abide ability able aboard abolished aboriginal abortion about above abroad abscond
absconding absence absent absolute absolutely abstract abt abu abuse abused abusing abutments academia academic academy acc acceding accent accept
acceptable accepted accepting accepts access accessed accessible accident accidentally accidents accommodate accommodation accompanied accomplished
accordance accorded according accordingly account accountable accounted accounting accounts accredited accuracy accurate accusation accusations
accused accuses accusing ace achieve achieved achievement acknowledge acknowledged acknowledging acquire acquired acquittal acquitted acres across
acted acting action actions activated active actively activist activists activities activity actor actress acts actual actually ad adamant adaptation
add added addiction adding addition additional address addressed addresses addressing adds adduce adduced adequate adequately adhered adjacent adjourn
adjourned adjournment adjudicated adjudication adjust adjusted adjutant admin administered administration administratively administrator
administrators admissibility admissible admission admissions admit admits admitted adopt adopted adopting adoption adoptive adorable ads adult adults
advance advanced advances advancing advantage adventure adversity advert advertising advice advise advised adviser advises advising advisor advocacy
advocate advocates advokat aerial aerospace af affair affect affected affecting affiliated affiliation affirmation affirmative afford affordable
afforded afore aforementioned aforesaid afraid after afternoon afterwards again against age aged agencies agency agenda ages aggravated aggressive
agitation ago agree agreed agreeing agreement agrees agricultural ah aha ahaha ahead ahh ahhh ahhhhh ahora ai aid aiding aim aimed aiming aims ainda
aint aintree air airborne aircraft airing airliner airlines airplane airport airspace airstrikes aisles aka ako alarm albeit albertocairo album albums
alcohol ale alert alexandramusic alia aliciakeys alien alienation alike alive all all-time allegation allegations alleged allegedly alleges alleging
alleviate alliance alllll allocated allocation allow allowance allowed allowing allows almost alone along alongside aloud already alright also altered
alternative alternatives although altitude alumni always am amateur amazed amazing amazon ambiguous ambit ambition ambitious amblyopia ambulance amend
amended amending amendment amendments amid amigo amnesty among amongst amor amount amounted amounting amounts amusing an analogue analysis analyst
analysts analytics ancestry anchor anchorman anchors ancient ancillary and andreahorwath android angel angelic anger angle angry animal animals
animated anisometropia ankles anniversary announce announced announcement announces announcing annoyance annoyed annoying annual annually annuity
annul annulled annulment annum anonymous another ansvarig answer answered answering answers antenatal antenna anthem anti anticipated antique antiques
antivirus anuncio anus anxiety anxious any anybody anymore anyone anyone's anything anyway anywhere apa apart apartment aperturefnd apologies
apologize apologizes apology app appalling apparatus apparent apparently appeal appealable appealed appealing appeals appear appearance appearances
appeared appearing appears appellant appellant's appellate appended appendix apple apples applicability applicable applicant applicant's applicants
application applications applied applies apply applying appoint appointed appointing appointment appointments appraisal appreciate appreciated
appreciation apprentices apprenticeship approach approached approaching appropriate approval approve approved approves approx approximately apps april
arbitration arbitrator arch architect are area areas arena argent arggghhh argue argued arguing argument arguments ariannahuff arise arisen arises
arising arm armed armistice arms army armyspy arose around arrange arranged arrangement arrangements arrears arrest arrested arresting arrival arrive
arrived arse arsed arsenal art arthritis arthrosis artifact artillery artist artists arts artwork as asap ascertained asf ash ashamed ashleytisdale
aside ask asked askeri asking asks asleep aspect aspects ass assault assaulted assaults assembled assembly asserted asserting assess assessed
assessment assessments assets asshole assign assigned assignment assist assistance assistant assisted assisting assists associate associated
associates association assume assumed assuming assumption assurance assure astronaut asylum at ate atheists athlete athletes athletic atleast
atmosphere attach attached attaching attachment attack attacked attacker attacking attacks attained attempt attempted attempting attempts attend
attendance attended attendees attending attends attention attesting attitude attorney attract attracted attraction attracts attributable au auction
audience audiences audio auditions august aunt authentic author authorisation authorised authorities authority's authors auto autographs automatic
automatically automotive autumn auxiliary av avail available ave average avi aviation avoid avoidable avoided avoiding aw await awaiting awake award
awarded awarding awards aware away awesome awful awhile awkward aww awww axe aye ayns ayylmao ba babe babies baby back backdrop backed background
backgrounds backing backs bacon bacteria bad bada badge badly badminton bae bag baggage bah bail bailed bake baked baking balance balanced balancing
ball ballet ballot balls ban banana band bands bang bank banking bankrupt bankruptcy banks banned banners banter bar barbarians bard bare barely
baroque barrabest barred barrel barrels barrier barring bars base baseball based basement bash bashing basic basically basis basketball bass bastard
bat batch bath bathroom batter batteries battery batting battle bb bbc bbcqt bbm bbt bby bc bcuz bday be beach bear bearing bears beat beaten beating
beatmania beats beautiful beauty became because become becomes becoming bed bedroom bedrooms bedtime beef been beer beers before beforehand beg began
begin beginners beginning begins begonnen begs begun behalf behavior behaviour beheading behind being belieber belief believe believed believer
believes believing bell belly belong belonged belonging belongings belongs below belt belum bem bench benchmark bend beneficiary benefit benefited
benefits bereaved bereavement bertram beside besides best bestfriend bet bets better betting between bevilling beyonce beyond bez biar bias biased
biblical bicycle bicycles bid bieber bien big bigger biggest bij bike bikes bikinis bilde bill billed billing billion billions bills bin bind binding
bio biologically biologist biology bird birds birfday birth birthday birthdays bistandsadvokat bit bitch bitches bitchy bites bits bitten bizarre
black blackberry blacklist blame blamed blames blaming blank blanket blaze bleeding bles bless blessed blessing blind blindfolded blink bliss bloated
block blocked blocking blog blogger bloglovin bloke blond blood bloody blow blowing blown blue blues board boarded boarding boards boasted boat boats
bodies bodily body bodyboarding boiler boiling bola bold bom bomb bombers bombing bond bonds bone bonus boo boobs book booked booker booking
bookkeeping books bookstore boom boost boosted boosting boosts booths boots booze boozy border borders bore bored boredom boring born borna borne
borough borrow borrowed boss both bother bottle bottles bottom bottoms bought bounce bound boundaries boundary bounds bout bow bowl box boxer boxes
boxing boy boy's boyfriend boyfriends boys br bra bracelets braces brain brainchild brains branch branches brand brands brave brawl breach breached
breaches bread breadwinner break breakdown breakfast breaking breaks breastfeeding breasts breath breathe breathing brew brewing brfc bribery bride
bridesmaid bridge bridges brief briefing briefly brigade bright brilliant bring bringing brings brink bro broad broadband broadcast broadcaster
broadcasting broadcasts broader broadly broke broken bronze brookewylie brooms bros brother brothers brought brown browse browsers bruh bruikbare
bruise bruises bruising brunch brush brutal brutality bs bt btw btwn bu bubble bucket buddy budget bug build building buildings built bulge bulk bull
bullet bullshit bullying bump bunch bundle bundles bungee bunker burden burdens bureau burger burglar burglary burn burned burning burns burnt bus
buses bush bushfire bushfires business businesses businessman bust busy but butt button buttons butty buy buyers buying buys buzzing by bye ca cabinet
cable cafe cake cakes calculated calculating calculation calendar caliente call called calling calls calm calories cam came camera camouflage camp
campaign campaigns camps campus can can't cancel canceled cancelled cancer candidate candidates candles candour cannabis cannot cant cap capable
capacity capital capitals captain caption capture captured car carbon card cardboard cardiologist cards care career careers careful carefully careless
carer carers cares carinho carjacking carlyraejepsen carnival carpet carriage carried carrier carriers carries carry carrying cars cart case caseload
caseloads cases cash cashmere cast casting casual casualties cat catastrophe catch catching catchment categories cats caucus caught causal cause
caused causes causing caution cautioned cave cbb cc ce cease ceased ceasefire celebrate celebrated celebrates celebrating celebration celebrations
celebrity cell celle cells cemetery censorship cent centenary center centers centile centimetre centimetres central centre centres cents centuries
century cereal cerebral cerebrum ceremonies ceremony cert certain certainly certificate certificates certified certifying ceza ch chain chair chaired
chairing chairman chairs chalk challenge challenged challenger challenges challenging champ champagne champion champions championship championships
chan chance chances change changed changer changes changing channel channels chanyeol character characterised characters charge charged charger
charges charging charity charts chat cheap cheaper check checked checking cheek cheeks cheeky cheer cheering cheers cheese chef chemotherapy cheques
chest chewing chick chicken chickens chief chiefbreenie chiefs chihuahua child child's childhood childminder childminding children children's
childrens chill chilled chillin chilling chimneys chin china chinese chip chips chocolate choice choices choir choose chords chores chorus chose
chosen choto chriskkenny christmas chronicle chronology chuckles church cigarette cigarettes cinema circle circles circuit circular circumstances
circus cite cited cites cities citizen citizens citizenship city civil civilian civilians claim claimant claimed claiming claims clan clarification
clarified clarify clash clashes class classes classic classical classics classification classified classroom clause clauses clean cleaner cleaners
cleaning clear clearance cleared clearer clearing clearly cleric clerical clerk click client clients climate climbing clings clinic clinic's clinical
clinician clips clock clogging clone close closed closely closer closes closest closing closure clothes clothing cloud clouds club clubs clue clumsy
cm cmdr cmon co coach coached coaches coaching coal coalition coast coat cocaine cocktail cocktails coda coercive coffee coffins cohort cold
collaborated collaborating collaboration collaborations collapse collapses colleague colleagues collect collected collecting collection collective
collectively college collided collision collusion color colors colour column com combat combination combine combined combo come comeback comedian
comedy comes comfort comfortable comin coming comma command commander commanders commandos comme commemorate commemorated commemoration commemorations
commemorative commence commenced commencement comment commentary commentator commented commenter commenters comments commercial commissioned
commissioner commissioners commit commitment commitments committal committed committee committee's committees committing common commonly commune
communicate communicated communicating communication communist communities community commuted commuters commuting como comp companies companion
company company's comparable compared comparisons compartment compatible compelled compelling compensate compensation compete competence competent
competing competition competitive competitors compilation compiled complain complainants complained complainers complaining complains complaint
complaints complete completed completely complex complexity compliance complicated complications complied compliment comply component composed
composer composers composition compounds comprehensive comprised comprises comprising compulsion compulsory computer computers comrades con conceded
concentrate concentrated concentration conception concern concerned concerning concerns concert concerts conclude concluded conclusion conclusions
concurrent concurring condemned condensation condition conditional conditions condolence condolences conduct conducted conference conferences
confessed confession confessions confidence confident confidential confidentiality confined confirm confirmed confirming confirms confiscated
confiscation conflict conflicts conformity confront confrontation confuse confused confusing confusion congrats congratulates congratulations
conjunction connect connected connecting connection connections connects conscientious conscription consecutive consensus consent consented
consequence consequences consequently consider considerable considerably consideration considerations considered considering considers consist
consisted consistent consistently consisting consists consort conspicuous conspiracy conspirators constable constant constantly constituencies
constituency constituent constitute constituted constitutionality constructed constructing construction construed consultant consultation consulted
consulting consumer consumption cont contact contacted contacting contacts contain contained container containing contains contaminated contamination
contemporaneous contemporary contempt contended content contention contents contest contested contesting context contextual continually continuation
continue continued continues continuing continuously contra contract contracted contractions contracts contractual contradicted contrary contravened
contravention contraventions contribute contributed contributing contribution contributions control controlled controller controls controversial
controversy convene convened convenes convenient convening convenor conventional conventions conversation conversations convert converted convict
convicted convicting conviction convictions convinced convincing convo convos convoy cook cookies cookin cooking cool coolest cooperated cooperation
cooperative coordinated cope copies copy core corner coroner coroner's corp corporal corporate corporations corpus correct corrected correctly
corresponded correspondence corresponding corridor corrupt corruption cos cost costs costume cottage cough could council councillor councillors
councils counsel counsel's counselling count countdown counter counties counting countless countries country countryside counts coup couple couples
courage course courses court court's courtesy courtroom courts cousin cover coverage covered covering covers covert covertly cow coz cr crack
crackdown cracked cracker crackers cracks craft crafted crap crappy crash crashed crashes cray crazy cream create created creates creating creation
creative creativity credibility credible credit creditors credits creepy cretins crew cricket cricketaakash cried cries crime crimes criminal
criminals cringe crisis crisp criteria critic critical critically criticised criticism criticize criticized critics crop crops cross crossed crosses
crossing crowd crowds crucial crude cruise cruiser crush cry cryin crying cuddle culminated cultivate cultural culture cultures cum cunt cup cups cure
curl current currently curry curtain cus custodial custody custom customer customers cut cute cutest cuts cutting cuvox cuz cy cyber cycling cz czar
da dad daddy dads dagen daily dairy dalam dam damage damaged damages damn damning dance dancer dancers dancing dang danger dangerous dangers
dangillmor dare dark darker darling dart das dashboard dat data database date dated dates dating daughter daughters dawn day dayrep days daytime de
deacon dead deadliest deadline deadly deaf deal dealing deals dealt dear death deaths debarred debate debating debris debt debtors debts debut debuted
dec decades deceased deceived december decent deception decide decided decides deciding decision decisions decisive deck declaration declaratory
declare declared declares decline declined decorating decree decrees dedicated dedication deductions deed deeds deemed deep deepest deeply def
defamation default defeat defeated defeating defeats defects defence defend defendant defendant's defendants defended defender defenders defending
defends defense defensive defers deffo defiance deficient deficit define defined definitely definition defo defraud defunct deg degeneration
degenerative degrading degree degrees del delay delayed delays delete deleted deliberate deliberately deliberations delicate delicious delighted
deliver delivered delivering delivery deluge dem demand demanded demanding demands demerit demise demo democracy demolished demon demonstrate
demonstration demonstrators den denial denied denies dense dental dentist deny denying depart departure depend dependent depending depends deploy
deployed deport deportation deported deposit deposited depressed depressing depression deprivation deprive deprived depriving dept depth depths
deputies deputy der derby derived des descendants describe described describes describing description desert deserted desertion deserve deserved
deserves deserving design designate designated designed designer designers designs desire desk despair desperate desperately despite dessert
destinations destiny destroy destroyed destroying destruction detail detailed details detained detainee detainees detected detention determination
determine determined determining devastated devastating develop developed developer developing development developments device devices devpt dey deze
di dia diabetes diagnosed diameter diamonds diamorphine diary dick did didn didn't didnt die died dies diet dietician dieu diff difference different
differential difficult difficulties difficulty dig digital dignity digo diligently diminish diminished ding dining dinner diploma diplomas dire direct
directed directing direction directioners directions directly director directors dirty dis disability disabled disablement disadvantage disagree
disappeared disappointed disappointing disappointment disaster disasters disc discerned discharge discharged disciplinary discipline disclose
disclosed disclosing disclosure disclosures discontinuance discontinue discontinued discount discounted discover discovered discovery discretion
discretionary discriminated discrimination discriminatory discuss discussed discusses discussing discussion discussions disease disgrace disgusting
dishes dislike dismiss dismissal dismissed dismisses dismissing disneywords disobeying disorder disorders dispense dispensed dispersed display
displayed displays disposal disproportionate dispute disputed disputes disqualification disqualified disqualify disregarded disrespectful disrupting
disruption disruptions diss dissatisfied disseminating dissertation dissolution dissolved distance distant distinct distinction distinctive distinctly
distinguished distribute distributed distributing distribution distributor disturbance disturbed ditch dito dive diverse diversity divide divided
divine divorce divorced dizziness dk dla dm dnce dnia dnt do dock docks doco doctor doctors doctrine document documentary documentation documented
documents dodgy doe does doesnt dog dogs doi doin doing dole dollar dollars dolls doloreshaze dolphin domain domestic dominance dominate domstolen don
donate donated donation donations donde done dont donut donuts door doors doorstep dope dos dose double doubled doubleheader doubt doubtful doubting
doubts down downed downfall downhill download downloads downpours downstairs downtown dozen dozens dpo dpt draft drafted drafting drag dragged
dragging drags drain drama dramatic dramatically drank draw drawing drawn draws dreadful dream dreaming dreams dreamt dredging dress dressed dresses
dressing drew drift drink drinkin drinking drinks drive driven driver driver's drivers driving drones drop dropped droppin dropping drops drove
drowning drug drugs drum drummer drumming drunk drunken dry du dual duck dude dudes due dug duly dumb dump dumped dunes dunno duping duplicate
duration duress during duties duty duvet dy dye dying dynamics each eachother ear earlier earliest early earmarked earn earned earner earning earnings
earrings ears earth earthen earthquake ease easier easily east eastern eastward easy eat eaten eatin eating eats ebooks ecchymosed ecchymosis ecco
economic economy ecosystem ecstasy ed edge edit edited edition editor editorial edsheeran education educational ee een effect effective effectively
effector effects effort efforts egg eggs eh eight eighteen ein einrot either el elaborate elbow elected electing election elections electoral
electorate electors electric electrical electrician electricity electro electronic electronics elegant element elements eleven eleventh eligible elite
elle else elsewhere em email emails emanating embarked embarrassed embarrassing embassy embryo embryos emerge emergency emeritus emissions emoji
emotion emotional emperor emphasis emphasised employed employee employees employer employers employment employs empty en enable enactment enclosed
encoded encounter encourage encouraged encouraging encryption end endanger ended ending endorsing endowment ends endure enemies enemy energetic energy
enfin enforce enforceable enforced enforcement engaged engagement engaging engine engineer engineers enginehouse enhanced enjoy enjoyable enjoyed
enjoying enjoyment enlisted enlists enormous enough enquired enquiries enquiry enrolled enrolment enshrined ensure entail entailed entendre enter
entered entering enters entertain entertaining entire entirely entirety entitled entitlement entitlements entrance entre entree entrepreneurial
entries entry envelope envelopes environment envoy epic epidemic episode episodes equal equality equally equipment equity equivalent er era erected
erratic erred error errors eruption es escape escaped escaping escort escorted especially essay essentially esta establish established establishing
establishment estate este estimate estimated estimates estou et etc eternally ethic ethnic etsy eu euros eurozone evacuated evacuating evacuation
evaded evaluation evasion eve even evening event events eventually ever everton every everybody everyday everyone everyones everything everywhere
evicted eviction evidence evil evolution evolutionary evolved ew ex exact exactly exam examination examinations examine examined examining example
exams exceed exceeded exceeding excellent except exception exceptional exceptionally excessive exchange exchanged excited excitement exciting excitons
exclude excluded excluding exclusion exclusions exclusive exclusively excursion excuse excuses execs executed execution executive executives exempt
exempted exemption exercise exercised exercises exercising exhausted exhaustion exhaustively exhibit exist existed existence existing exo exotic
expand expanded expansion expect expectation expectations expected expecting expedite expel expelled expelling expenditure expenses expensive
experience experienced experiences experiencing experimental experimentation experiments expert expert's expertise experts expire expired expires
expiring expiry explain explained explaining explains explanation explicitly explode exploded explodes exploitation exploited exploring explosion
explosives exports exposed exposure express expressed expresses expressing expression expressions expressly expropriate expropriated expropriation
expulsion extend extended extending extends extension extensions extensive extensively extent external extra extracted extracts extradited
extraordinary extreme extremely extremists eye eyebrows eyes fa fab fabric fabulous face facebook faced faces facial facilitator facilities facility
facing fact factor factors factory factual faculties faculty faggot fail failed failing failings fails failure fainted fair fairest fairies fairly
fairness fairy faith fake fall fallen falling falls false fam famed familia familiar families famille family famous fan fancy fandom fans fantastic
fantasy far fare fares farewell farm farmer farmers farming farms farsightedness fascinating fashion fast faster fastest fastfood fat fatal fatally
fate father fault fav fave favor favorite favorited favorites favour favourable favourite favs fax fazer fb fear feared fearless fears feat feature
featured features featuring feb february fed feds fee feed feedback feeding feel feelin feeling feelings feels fees feet fejedelem felines fell fellow
fellows felt female fenced fend ferry fertilisation fest festival festivities fetch fetus feud few fewer ff ffc ffhelper ffs fiasco fibreboard
fictional field fields fierce fiery fifteen fifth fifty fight fighter fighters fightforthereef fighting fights figure figures figuring file filed
files filing fill filled fills film filmed filming films filter final finalise finalised finalist finalists finally finals finance financial
financially find finding findings finds fine fined fines finest finger fingers finish finished finishes finishing fire firearms fired fireman
fireworks firm firms first firstly fiscal fish fishing fist fit fitness fits fitted five fiveholeforfood fix fixed fixing flag flags flames flank
flash flat flats flawless fleckens fled flew flexibility flexible flick flight flights flipboard flipping float floated flood flooding floods floor
floors floral flow flowers flowing flows flu fluffy fluncked flurry fly flying fml foam focus focused focusing fog foggy foi folders folks follow
followed follower followers following follows fonts food foolish fools foot footage football footballer for force forced forces forcibly forecast
forehead foreseen forest forests forever forgave forged forgery forget forgetting forgive forgot forgotten fork form formal formalities formally
format formed former formerly forming forms formulated forth forthwith forty forum forward forwarded fossil foster fostering fotoshop fought found
foundations founded founder founders founding four foursquare fourteen fr fraction fracture fragile frame frames framework franchise frat fraud
fraudulent freak freaking free freed freedom freely freestyle freeze freezing freight frequent frere fresh freshly freshman friday fridge fried friend
friendly friends friendships friggin frm from front frontman frowning fruit ft ftw fuck fucked fuckin fucking fucks fudge fuel fueled fuerza fulfil
fulfill fulfilled full full-time fully fun function functioning functions fund funding fundraiser funds funeral funnier funniest funny furnish
furnished further furthermore fury fusion fuss future ga gain gained gainful gaining gains gak gala galau galaxy galera galleries gallery gallon game
gamemode gameplay games gang ganteng gap garage garden garethoconnor garrison gas gassing gate gather gathered gathering gauge gave gay gear geared
gears geeks gen gendarmerie gendarmes gender gene general generally generate generated generation genetics genius genomics gente gentleman gentlemen
genuine genuinely geographical geography geometry gerrard get gets gettin getting gf ghost giant gift gifts gig gigs gin girl girlfriend girlie girls
girly giroditalia git giv give given gives giving glad gladly glass glasses glittering glitterlen global glorious glossary gloves glow glowing go goal
goals god goddamn gods goes goin going gold golden goles golf gon gona gone gonna gonnauh good goodbye goodie goodness goodnight goods google gorgeous
gosh gossip got gotta gotten gov governed governing governmental governments govt govts grab grabs grad grade grades grads gradually graduate
graduates graffiti grain gran grandad grandchild grandchildren grandfather grandma grandmother grandparents granite granny grant granted granting
graphic grasp grateful grater grave gravel gravity grazing greaaaat great greater greatest greatly greats green greeny greet greets grew grey grief
grievance grievous grill grim grocery gross ground grounds group groups grow growing grown grows growth grumpy grupo gt guarantee guaranteed
guarantees guard guardian guardianship guarding guardroom guards gucci gud guess guessing guest guests gui guidance guide guides guilt guilty guinea
guiseeeee guitar guitarist guitarists guitars gun gunfire gunna guns gust gusto gustr guts guy guys gym gynaecology ha habeas habit hack hackers had
haha hahah hahaha hahahaha hahahahaha hai hail hair haircut hairdresser haired half half-brother half-century half-sister hall halls halt halves ham
hamlet hamstring hand handball handed handicapped handing handle handling hands handwritten hang hanging hangover happen happened happening happens
happier happiest happiness happy harassment harboured hard harder hardest hardly hardship hardware harm harmed harmful harp harsh harvest has hashish
hashtag hat hate hated haters hates hats haunted haunting hav have havent havin having havoc hay haze hazy he head headache headaches headed header
heading headline headman headmaster headphones heads headteacher heal health healthcare healthy hear heard hearing hearings hears heart heartfelt
heartless hearts heat heaters heatherpayne heaven heaviest heavily heavy heavyweight heck hectic heel heels hehe height heightened held helicopter
hell hella hello help helped helpful helping helps hen hence her herding here hereafter hereby hereinafter hermosa hero heroin herself hes hesitation
hey hi hidden hiding high higher highest highlight highlights highly highs highway hij hike hiker hikes hilarious hill hillock hills him himself
hindered hindi hindrance hindsight hint hip hips hires hiring his historian historic historical history hit hitherto hits hitting hmm hmmm hmmmmm hoc
hockey hoes hoje hold hold'em holders holding holds hole holes holiday holla hollyoaks holy homage home homecoming homeless homelessness homemade
homes hometown homework homicide homie homophobia homosexual homosexuality homosexuals honest honestly honey honeymoon honored honors honour honours
hood hoodies hook hoops hope hopeful hopefully hopes hoping hora horizon horizontal horrendous horrible horror horse hospice hospital hospitals host
hostage hostages hosted hostilities hosting hosts hot hotel hotels hottest hottie hour hours house household households houses housing how however
howiemandel hows hpa hr hrs http https hu hub hubby hug huge hugs huh hulk humanitarian humans humid hun hunch hundred hundreds hung hunger hungry
hunt hunters hunting hurling hurricane hurried hurry hurt hurting hurts husband husband's husbandry hustle hw hygiene hype hyped hyperopia hypothermia
i'm iamspecialized ice icing icon id idea ideal ideas identical identification identified identify identifying identity idiot idiots idk idol idols
iemand if ignore ignored ignoring ik ill illegal illness illustration ilpiratabelfast ily im ima image imagery images imaginable imagination imagine
imagined imma immediate immediately immemorial immigrant immigrants immoral immovable immunisation immunisations immunity impact impartial
impartiality imperialist implement implementation implemented implicate imply import importance important importantly importation imported impose
imposed imposing imposition impossible impoverished impressed impression impressive imprisoned imprisonment improper improve improved improving
impugned impulsive in inability inactivity inadequate inadmissible inapplicable inappropriate inaugurated inauguration inbound inbox incapacity
incentive inch inches incident incite incitement include included includes including inclusion income incompatible incompetence inconsistent
incorporated incorrect incorrectly increase increased increases increasing increasingly incredible incriminate incriminating incrimination incurred
indecent indeed indefinite independence independent independently indestructible index indicate indicated indicates indicating indication indicted
indictment indie indigence indigenous indirectly individual individuals indivisible indo indoor induce inducted industrial industry ineligible inertia
inevitable infamous infected inferior inflation influence influenced influences influencing influential info inform informal information informative
informed informing infrastructure infringed infringement infront ingredients inhabitants inherent inheritance inherited init initial initially
initiate initiated initiative injured injuries injuring injury inmates inning innings innocence innocent innovation innovative inquest inquiries
inquiring inquiry insane insects insecure inserted inside insightful insists insofar insolvent inspection inspector inspectorate inspectors
inspiration inspirational inspired inspires inspiring instagram install installation installed instalments instance instances instant instantly
instead institute instituted institution institutional institutions instructed instructions instructor instrument insufficient insulting insults
insurance integrated integrity intellectual intelligence intelligent intend intended intending intense intent intention intentional intentions inter
inter-agency interaction interactive intercept intercepted interception interceptions interest interested interesting interests interfere interfered
interference interim interlocutor interlocutory intern internal internally international internet internist interns interpretation interpreted
interpreter interrogated interrogation interstellar interurban intervene intervened intervener intervention interview interviewed interviews into
intro introduce introduced introducing introduction invaded invalid invalidity invasion invented invest invested investigate investigated investigates
investigating investigation investigations investigator investigator's investigators investment investments investors invisible invitation invite
invited invites inviting invoice invoke invoked invoking involuntary involved involvement involves involving ip ipad ipod irishexaminer irishtimes
iron ironic irreducible irregular irregularity irrespective is ish island isn isnt isolated issue issued issues issuing ist it it's item items
itinerary its itself itu itunes itvnews ive ivetesangalo ivory iya iz ja jacket jackpot jacks jacquieleemusic jaidenofficial jail jailed jaket jam
jamaledwards january japan jargon jazz je jealous jeans jernade jet jets jetzt jihadists jimboireland jimmyfallon jk job jobs jockey jogar jogging
johnlegend join joined joining joins joint jointly joke jokes joking journal journalism journalist journalists journey journeys jourrapide joy
joystick jtimberlake judge judge's judgement judges judging judgment judgments judicial july jump jumping june junior juniors junk jurisdiction juror
jurors jury jury's jus just justified justify justinbieber justsaying ka kahit kan kapatid karam karar kasi katyperry kayo ke keanout keep keeper
keeping keeps kept key keyboard keynote keys kick kicked kicking kicks kid kiddie kidding kidnapped kidnapping kidneys kids kilkenny kill killed
killer killers killing kills kind kinda kinds king kings kinship kiss kissed kisses kissing kita kitchen kitchens kitten klik km kn knee knew knife
knitting knives kno knob knocked knockout know knowing knowingly knowledge known knows knw ko kong kronor kudos kung kwijt la lab label labels
laboratories laboratory lack lacked lacklustre lad ladder ladies lads lady lager lagi laid lake lalala lame lamenting lamps land landed landing
landlord landmark landowners lands landscape lane lang language languages lappy lapsed laptop large largely larger largest last lasted lastfm late
lately later latest latte latter latter's laugh laughed laughing launch launched launches launching laundry laureate lava lavender law lawful lawfully
lawfulness lawmakers laws lawsuit lawyer lawyers lay layer laying layout lazy lbs le lead leader leaders leadership leading leads leaflet leaflets
league leagues leak leaked leaks leap learn learned learning lease least leather leave leaves leaving lecture lecturer lectures led left leftover leg
legacy legal legality legally legend leggings legislation legislative legislature legit legitimate legs lemon lemons lenadunham length lengthy lenient
lepers les less lesser lesson lessons lest let lets letter letters letting lettuce letwino level levels lfc lhs li liability liable liars liat liberty
library libs licence licences license licenses lick licker lie lied lies lieu lieutenant life lifeline lifestyle lifetime lift lifted lifting lifts
light lighter lightning lights like liked likelihood likely likes liking lil limestone limit limitation limitations limited limiting limits limping
line linebacker lined lineman lines lineup lingerie lingo link linked linkedin linking links lipporocks lips liquidated liquidation liras list listed
listen listened listener listeners listenin listening listing listings lit literally literary literature litigation litres little live lived lively
lives livestock living ll lmao lmfao lo load loaded loads loan loans lobby lobbying lobe local localised locality localized locals located locating
location locations lock lockers locomotive locomotives lodge lodged lodgement lodging log logic login logistical logo lol loll lolz lone lonely long
longer look looked lookin looking looks lool loool looool loooool loop loos lorry los lose losers loses losing loss losses lost lot lots lottery loud
lounge love loved lovely lover loves lovin loving low lower lowest lowly lows loyal loyalty lt lub luck lucky lucrative ludicrous lumbar lump lunacy
lunch lunchbox lunchtime lung lungs lush lustration luthier luv lyf lying lyric lyrical lyrics ma mac machine mad made madness mag magazine magazines
magic magistrate magistrates mags mahkemesi mai maiden mail mailing main mainly mainstream maintain maintained maintaining maintenance major majority
majority's majors make maker makers makes makeup makin making male mall maltreatment mam mama man mana manage managed management manager managers
mandate mandated mandatory mandolin mangled mania manifestly mannequins manner manor mans mansion manslaughter manufacturer manufacturers manutd many
maomi map maps mar marathon march marchar marched marching margin mariababbage marijuana marine marital mark marked market marketed marketing
marketplace markets marking marks marriage married marry martial martyrs masa masaya mascara mashable masonry mass massage massive master masterpiece
masters masthead match matches matching mate mater material materialized materials maternal maternity mates mathematician mathematics matter matters
matured maurinor maximum maxin may maybe mayhem mayor mbf mcfly me meal meals mean meaning meaningful means meant meantime measure measured measures
measuring meat medal media medical medically medication medicine medieval medium meet meeting meetings meets mega meh melody meltdowns member members
membership memorial memorials memories memory men mental mentally mention mentioned mentions mentor mentoring menu merch mercy mere merely merged
merger merit merits mess message messages messed messenger messing messy met metal meteorological meter method methodology methods metres meu mga mi
michaeloliveira michalabanas microprocessor mid mid-to-late middle midfielder midnight midst midway midwife midwifery midwives might mighty migration
mii mild mile miles milestone militant militants military militate militia milk mill millennium million millions millionth min mind minder minds mine
mineral mingle minha mini minimising minimum mining ministers minor minority minors mins minus minute minutes miracles mirror mis misconduct miserable
misinformation misinterpreted miss missed missile missing mission missions mist mistake mistakenly mistakes misty misuse mix mixed mixing mixture
mizjwilliams mm mo moan moaning mob mobile mocks mode model modeled modelling models moderate modern modified molecular mom moment momento moments
momentum momma mommy moms mon monarchy monday monetary money monitored monitoring monkey monkeys monsoon monstrous montage month monthly months mood
moon moonlight mop moral morals more morn mornin morning mornings mortality mortgage mosque most mostly mot mother mother's motherjones mothers motion
motions motivate motivated motivation motive motortrafikled motorway motto mountain mountains mourn mouth move moved movement movements moves movie
movies moving mph msn mt mtg much mudslides mufc mug muhtar muito mulls multi multi-agency multinational multiple mum mummy mums municipal mural
murder murdered murdering murders muscle muscles muscular museum music musical musician musicians muslim must mutations mute muted mutes mutual
mutually my myopia myopic myself myspace mysterious myths myung n't na nad nag nah nail nails naked naman name named nameless namely names naming nap
narrow narrowcast narrowly naruszenie nasty nat nation national nationalist nationality nationals nations native natives natural naturally nature
naughty naval navy nd near nearby nearest nearly nearsightedness necessarily necessary necessitated necessity neck necrophilia need needed needing
needs negative neglect neglected negligence negligent negotiated negotiation negotiations negotiator neighborhood neighbour neighbourhood neighbours
neither neonatal nerd nerdy nervous ness nest net netflix network networking networks neurology neutral neva never nevertheless new newborn newest
newly news newsletter newslineweather newspaper newspapers newsroom next neymarjr ng ni nice nicest nicholasstoller nickcurtis nickname nicotine niet
nieuzasadnionej nigga niggas night nighter nightlife nightmare nights nine nineteen nineties nintendo nipple niqab niya no nobody noise nom nomadic
nominated nomination nominees non non-profit none nonetheless nonsense noon nooo nooooo nope nor norm normal normally north northbound northeast
northern northwest nos nose not notable notably notary note noted notes nothing notice noticed notices noticing notification notifications notified
noting notion notwithstanding nouns nouveau nov novel novelist novels november now now-defunct nowhere nowplaying np nt nu nuclear nudes nueva nufc
nuh nuisance null nullity number numbers numerous nurse nurseries nursery nurses nursing nuts nxt nyt nytimes oath obesity object objected objection
objections objective objectively objectivity obligation obligations obligatory obliged observation observations observe observed obsessed obsolescence
obstacles obstetric obstetrician obstructing obtain obtainable obtained obtaining obtains obvious obviously occasion occasionally occasioned occasions
occupation occupational occupied occupying occurred ocean octave october octopus odd odds of off offence offences offend offended offender offenders
offense offensive offer offered offering offers office officer officer's officers offices official officially officials officio often oh ohh oi oil ok
okay olacicho old older oldest olds ole ollyofficial om omd omg omission on onboard once one onedirection ones onesie ongkir ongoing online only onto
onwards ooh oops op open opened opener opening openly opens opera operated operating operation operations operative operator opined opinion opinions
opponents opportunities opportunity oppose opposed opposite opposition oppression oppressive option options or oral orally orange orchestra order
ordered ordering orders ordinarily ordinary ordinated ordre org organach organic organisation organisational organisations organised organisers
organization organizations organized organizing organs orgs origin original originally originated originating origins orthopaedic orthopaedics os
other other's others otherwise ou ought our ourselves out outbound outbreak outcome outdated outdoor outfit outgoing outings outlines output outrage
outraged outright outro outset outside outsiders outstanding outta outweighed over overall overcome overcrowded overhaul overlooked overly overnight
overseas overtake overtaken overtime overtone overturned overview owe owing owl own owned owner owners ownership owns pa pack package packages
packaging packed packing paddled paediatric paediatrician paediatricians pagan page pager pagers pages pagi paid pain painful painted painters
painting pair pairs pake pal pale pamphlet pancreatic panda panel panic pants paper papers par para parade parades paradise paragraph paragraphs
parallel paranoid parcel parent parental parenting parents parish parishes park parked parking parliament parliamentary part part-time parte partial
partially participants participate participated participating participation particular particularly particulars parties partis partition partitions
partly partner partner's partnership partnerships parts party party's partys pas pasok pass passages passed passenger passengers passes passing
passion passionate passport passwords past pasta pastels patch patent paternal paternity path patience patient patients patron pattern patterns
pattiemallette pause pay payable paycheck paying payment payments paynewere pays pcm peace peaceful peacekeepers peak pecuniary ped pedal pedestrian
pedestrians peed peek peeps pellet pelo penal penalized penalty pencil pencils pending penguin penis pension pensions people peoples pepper per
perceive perceived percent perfect perfection perfectly perform performance performances performed performing perhaps peril perinatal period periods
permanent permanently permission permit permits permitted pero persecution person person's personal personality personally personnel persons
perspective persuaded pertaining pertinent pet petition petitioned petitioning petrol ph pharmacist pharmacy phase phenomenal philosopher phone phones
photo photograph photographer photographic photographs photography photos phrase physical physically physician physicians physics pianist piano pic
pick picked picking picks pics picture pictured pictures piece pieces pier piersmorgan pies pig pigeons pigs pilgrimage pilot pilots pin pink pinned
pins pint pints pioneer piss pissed pissing pistol pitbull pitch pitched pitcher pizza pizzas pl placard place placed placement placements places
placing plague plain plains plaintiff plaintiffs plan plane planes planet planned planning plans plant plasma plastic plate platform play played
player players playfield playing playlist playoffs plays playwright plea pleaded pleading pleadings pleads pleas pleasant please pleased pleasure
pledges plenary plenty pll plot plots plotter plotting pls plug plus plz pm po pocket podcast poem poems poet point pointed pointing pointless points
poisoning poker pole police police's policies policing policy political politician politicians politics politiques poll polls pool pools poops poor
pop popcorn pope poppies poppin popping popular popularity population por porch pork porn pornography port portable portfolio portion pose posed posh
posing position positions positive positively possessed possessing possession possessions possibility possible possibly post posted poster posters
posting postnatal postponed postponement posts potential potentially pound pounds pour poverty powder power powerful powers ppl pra practical practice
practices practise practised practising practitioner practitioners praia praises prank prawa pray prayer prayers pre preacher preaching precautionary
precedent preceding precise precision precluded predator predecessors predictions predicts prefer preferable preference preferred pregnancy pregnant
prehistoric prejudice prejudiced preliminary premier premiere premiered premieres premises premiums preparation preparatory prepare prepared prepares
preparing prepping pres prescribed prescription preseason presence present presented presenting presents preservation preserve preserved presidential
presidents presiding press pressure presumably presumed presumption pretend pretty prevail prevalence prevalent prevent preventable prevented
preventing preventive preview previous previously prezi price priced prices prick pride priest primarily primary prime primera prince principal
principally principle principles print printed printer printing prior prioritises priority prison prisoner prisoners prisons privacy private
privatised privilege privy prize prizes prjobs pro prob probability probable probably probation probe problem problems probs procedural procedure
procedures proceed proceeded proceedings proceeds process processes produce produced producer producers produces producing product production
productive productivity products profession professional professionally professionals professor professors profile profiling profit profits prog
program programme programmes programming programs progress progressive prohibited prohibition project projects prolonged prolonging prominent promise
promised promises promising promissory promote promoting promotion prompt promulgation pronounced pronouncement pronunciation proof propaganda proper
properly properties property proportionality proportionate proposal proposals propose proposed proposes proprietors pros proscribed prosecuted
prosecuting prosecution prosecutor prosecutor's prosecutors prospect prospects prosperity prostheses protect protected protecting protection protects
protest protested protester protesters protests proud prove proved proven provide provided provider provides providing province provincial proving
provision provisional provisions provocation ps psychedelic psychiatric psychologist psychotic pts pub public publication publicity publicly publish
published publishers publishing puff pull pulled pulling pulls pumpkin punch punched puncher punished punishment punishments punk pupil pupils puppy
purchase purchased purple purportedly purpose purposes purse pursuant pursue pursued push pushed pushing pussy pussys put puts putting pwede pyjamas
qtr qualifications qualified qualify quality quand quando quantity quantum quarantine quarter quarterly quarters quash quashed quashing que queen
queens quem quest question questioned questioning questions queue qui quick quickly quiet quietly quit quite quits quiz quo quot quote quoted quotes
quoting rabbit race races racial racially racing racism racist rad radar radiation radio radiodisney rag rage raid raids rail rails railway rain
rainbow rainfall raining rains raise raised raises raising rally ran random range ranging rank ranked ranking ranks rant rap rape rapid rapidly rapper
rappers rapping rapporteur rare rarely raspberries rate rated rates rather rating ratings raven ravens ray rd re reablement reach reached reaches
reaching reacted reaction reacts read readers reading reads ready reaffirmed real realise realised realist reality realize realized really realy
reason reasonable reasoned reasoning reasons reassess reassessment reassigned rebel rebellion rebels rebuild rebuilt recalculated recall recalled
recalling recalls receber receipt receive received receiver receives receiving recent recently reception receptionist recession recipe recipes
recipients reckless reckon recognisance recognise recognised recognition recognized recognizing recollection recommend recommendation recommendations
recommended recommends reconciliation reconsider reconsideration reconsidered reconstructed reconstructive record recorded recording recordings
records recourse recover recovering recovery recreational recruit recruited recruiting rectification rectified rectify recuse red reddit redeem
redress reduce reduced reducing reduction redundancy redundant ree reef reelected ref refer reference referendum referral referrals referred referring
refers refined reflect reflected reflecting reflective reflects reflexes reform reforms refractive refrain refrained refreshing refs refuge refugees
refusal refusals refuse refused refuses refusing refutation regain regard regarded regarding regardless regards regime regiment region regions
register registered registers registration registry regret regular regularity regularly regulated regulation regulations regulator regulators rehab
rehabilitation rehearsal reimburse reimbursed reimbursement reindeer reinstated reinstatement reiterated reject rejected rejecting rejection rejects
rela relate related relating relation relations relationship relationships relative relatively relax relaxed relaxin relay relayed release released
releases releasing relevance relevant reliability reliable reliance relied relief relieve relieved religion religious relinquish relinquished
relinquishment relocated relocation reluctance reluctant rely relying remain remainder remained remaining remains remake remand remanded remarkable
remarks rematch remedies remedy remember remembered remembers remind reminded reminder reminds remission remitted remix remixed remote removal remove
removed removing remymichaels renamed render rendered renew renewal renewed renounced rent rented renting renumbered reopen reorganized repair
repaired repairs repay repeal repealed repeat repeated repeatedly repeating replace replaced replacement replacing replied replies reply report
reported reportedly reporter reporters reporting reports represent representation representations representative representatives represented
representing represents repression reputation request requested requesting requests require required requirement requirements requiring rescheduled
rescue research resembling reserve reserved reservoir reside resided residence resident residents resides residing resign resignation resigned resigns
resilience resist resistance resisted resisting resolution resolved resource resources respect respected respective respectively respite respond
responded respondent respondents responding response responsibilities responsibility responsible rest restart restarted restaurant restaurants rested
resting restitution restraint restrict restricted restrictions restructuring result resulted resulting results resume resumed resumes retail retailer
retailers retained retains retardation retire retired retirement retiring retract retracted retrial retrospectively retten return returned returning
returns retweet retweets reunification reunion reunited revamped reveal revealed revealing reveals revelations revenge reverse reversed revert review
reviewed reviewer reviewers reviewing reviews revise revised revising revision revisit revocation revoke revoked revolt revolution revolver reward
rhyta rice rich richardjgodwin richardwaghorne richest rid ride riders ridiculous riding riff right right-handed rightly rihanna rin ring rings rink
rip ripped rise risen rises rising risk risking risks rite rivals river rn road roast robberies robbery robhoban robot rock rocket rockets rocking
rocks role roll rolled rolling rollout romance romantic roof room roommate rooms rooted roots rose roster rough roughly round route routes routine row
royal rozpoznania rp rr rt rtenews rubbed rubber rubbish rugby ruined ruled ruling rum rumours run runners running runs rural rush rushing rustics
ruthless sa sacked sacrifice sad saddened sadly safe safeguarding safeguards safely safety said sail sailing saint sake salad salaries salary
salarymen sale sales salesperson salon salsa salute samanthamaiden same samirasyria sampai sample samples sampling sanctions sand sandwich sandwiches
sang sanitary sanitation sank sarnie sat satanic satellite satisfaction satisfactory satisfied saturday sausage save saved saver saves savings saw say
sayin saying sayo says scabbed scale scan scandal scapular scar scarce scare scared scarred scary scene scenes scent schedule scheduled schedules
scheduling scheme schillings schizophrenia school school's schoolboy schoolgirls schools science sciences scientific scientist scientists scooterbraun
scope score scored scoreless scores scoring scottish scramble scrap scrapped scream screaming screen screening screenshots screwed script scroll
scruff scum sd se sea search searched searches searching season seasons seat seats sec secession second secondary seconds secret secrets section
sector secure security see seeing seek seeker seekers seeking seeks seem seemed seems seen sees segment segregated seized seizure select selected
selection self self-harm self-titled selfie sell seller selling sells semana semester semifinals seminar senators send sender sending sends senior
seniors sense sensible sensibly sensitive sensitivity sent sentence sentenced sentences sentencing sentiment sep separate separated separately
separation separatist separatists september sequel sequence ser sergeant serial serie series serious seriously seriousness servant servants serve
served server serves service services serving sesh session sessions set sets setting settle settled settlement seven seventeen seventh seventy several
severally severance severe severely severity sew sex sexier sexual sexually sexy shady shake shall shallow shame shameful shampoo shape shaped share
shared shareholder shareholders shares sharing shark sharks sharp shattered shave she sheer sheet shelling shelter shelves sherlock shes shield shift
shifted shine shines shining shiny ship ships shirt shit shite shitty shock shocked shocking shocks shoe shoes shoot shooter shooting shoots shop
shoppers shopping shops short shortage shortened shorter shortly shorts shorty shot shots should shoulder shouldn't shout shouted shouting shoutout
show showed shower showering showers showing shown showroom shows sht shucks shudders shut si sibling siblings sic sick side sidekick sides siding
siege sight sign signal signalling signals signature signed significance significant significantly signing signs sikorskiradek silence silent silly
similar simple simply simultaneously since sincere sine sing singer singing single single-stall singled singles sings sink sinking sirharryevans sis
sister sister's sisters sit site sites sitting situated situation situations six sixteen sixth sixty siya size sizes skardze skating skies skill
skills skin skinny skipping skl skool skulls sky slag slams slap slapped slapping slaughter slaughterhouse slaying sleep sleeping sleeps sleepwalk
sleepy sleeve slept slick slide slight slightly slip slippering slow slower slowly slut smack small smaller smart smartphone smartwatches smash smdh
smell smells smh smile smiles smiling smoke smoking smoothly smuggling snack snacks snap snapchat snapped snaps sneak sneaks snooker snooze snow so
soaked soap soar sober soccer social socially societal societies society socket socks sofa software sojourn sold soldier soldiers sole solely
solicitor solicitors solid solo solution solutions solve some somebody someday somehow someone somethin something somethings sometime sometimes
somewhat somewhere son son's song songs songwriter songwriters songz sons soo soon sooner sooo soooo sooooo sophomore sore sorry sort sorteo sought
soul sound sounding sounds soundtrack soup source sources south southbound southeast southern space spaces spaceship spacewalk spacious spam span
spanning spare speak speaker speakers speaking speaks special specialised specialist specialists specializes specially species specific specifically
specification specified specify speculation speech speeches speechless speed speeding spell spelling spend spending spent spider spill spin spine
spirit spit split splitting splurb spoke spoken spokesman spokeswoman sponsor sponsored sponsors sponsorship sporadic sport sports spot spotify spots
spouse spouse's spouses sprawy spray spread spreading spree spring spur spurs spy sq squad squadrons square squeezed sry sta stabbed stable stadium
staff stage stages stairs stake stalking stalls stamp stance stand standard standards standing standpoint stands standup star starch staring starring
stars start started starter starters startin starting starts stated statement statements stating station stationed stationery stations stats status
statutory stay stayed staying stays steady steak steaks steal stealing steals steel stellar step stepfather stepmother steps sterling stetch stick
still stillwater stink stipulated stock stocking stocks stoke stoked stole stolen stomach stone stones stood stool stop stopped stopping stops storage
store stored stores stories storm storms story straight strain strange stranger strategic strategy straw streak stream streaming street streets
strength stress stressed stressful stressing stretch stretching strict strike striker strikes string stringer strip stroke strong stronger strongly
strony struck structure struggle struggled struggles struggling stuck student students studied studies studio study studying stuff stunned stunning
stupid style styles sub subcommittee subject subjected subjects submission submissions submit submitted submitting subordinate suborn subscribe
subsequent subsequently substance substantial substantially substantiate substantive substitute suburb subway succeed succeeded success successful
successfully succession successive successor such suck sucked sucks sudden sued sues suffer suffered suffering sufficient sufficiently suga sugar
suggest suggested suggesting suggestion suggestions suggests suicide suing suit suitable suitcase sum summarised summary summer summing summit
summoned summons sums sun sunday sundown sung sunny sunrise sunshine super superb supercomputing superior superrito supervision supervisor supervisors
supplement supplementary supplemented supplied supplier suppliers supply support supported supporter supporters supporting supportive supports suppose
supposed sur sure surely surety surf surface surfer surfing surge surgery surname surprise surprised surprises surprising surrender surrounded
surrounding surveillance survey survival survive survived survivor survivors susannahbutter sushi suspect suspected suspecting suspects suspended
suspends suspension suspensive suspicion suspicious sustainability sustainable sustained swam swear swearing sweat sweep sweet sweetheart sweetie
swell swift swimming swing switch switched swore sworn symbol sympathetic sympathy symptoms synthpop syringe system systemic systems ta tab table
tabled tables tablets tackle tackling tactical tad tae tailgate tajarz tak take takemeout taken takeoff takes takin taking talent talented talents
talk talkback talked talkin talking talks tall tally tambn tamper tan tank tanning tape taped tapes taping tapos tapping target targeted targets
tariff tart task tasks taste tasted tastes tasting tattoo taught tavzih tax taxation taxes taxi taylor tbh td te tea teach teacher teachers teaching
team teaming teams tear tears teaser tech technical technically technician technique techno technological technologies technology tee teen teenage
teenager teens tees teeth teh tel tele telecommunications telephone telephones telescoped televised television teleworm tell telling tells telly temp
temple temples tempo temporary temps tempting ten tenancy tenant tend tended tenemos tennis tension tensions tent term terminal terminated terminating
termination terms terrible territories territory terror terrorism terrorist terrorists test tested testicles testified testifies testify testimony
testing tests text texting texts tgl th tha than thank thankk thanks thankyou that thats the theater theatre thee theft their them theme themed themes
themselves then thence theoretical theory therapy there thereafter thereby therefore thereof thereon theres thereupon these they thick thiiis thin
thing things thingsihate think thinkin thinking thinks thinner third third-party thirds thirst thirsty thirteen thirty this tho thorough those though
thought thoughtful thoughts thousand thousands thread threat threaten threatened threatening threatens threats three three-year threshold thresholds
threw thrill thrilled thro throat throne throttle through throughout throw throwing thrown throws thru tht thunder thundery thursday thus thx ti tiara
ticket tickets ticking tidy tie tiebreaker tied tight til till timber time timeline timely times timetable timhudak timing tin tiny tip tips tired
title titled titles tits tix tmi tmro to toad toast tod toda todaii today todays toddler toddlers todo toffee together toi toilet toilets told
tolerance toll tomorow tomorrow tomvucic tomwconnell tongue tonight tonite tons too took tool tools top topic topics topping tops torment torture
tortured tot total totally touch touched touches touching tough tour toured touring tourism tourist tourists tournament tournaments toward towards
tower town towns toy trace track tracking tracks tractor trade traded trades trading tradition traditionally traditions traffic trafficking tragedy
tragic trail trailer train trained training trains traits trajectory trampled trans transaction transactions transcribed transcript transcription
transcripts transfer transferred transferring transformed transit transition transitional translated translation translator transmission transmit
transmitted transparency transport transporting transsexual trap trapped traps trash trauma travel traveled travelers traveling travelled travelling
treasure treasures treat treated treating treatment treatments tree trees tremendous trend trending trendy trespass trestle trey triage trial trials
tribe tribes tribunal tribute trick tricks tried tries trigger trip triple tripod tripped trips triumph trivial troops trophy trouble troubling
trousers troyesivan tru truck true truly trust trusted trusts truth try tryin trying tryna ts tu tub tube tuesday tumbled tumblr tumour tune tuned
tunes turn turned turning turnout turns turntable tv tweeps tweet tweeted tweeting tweets twelve twentieth twenty twerk twice twin twins twist
twitfriends twitter two two-minute txt type types typical tysm uban ucdpolitics ugh ughh ugly uh uk ukbitdefender ul ulit ultimate ultimately um
umbrella un unable unacceptable unaltered unanimous unanimously unauthorized unbalanced unbearable unbelievable unborn unbridled uncertain uncertainty
unchanged uncharacteristically unclaimed uncle unclear uncomfortable uncommon unconditionally unconscionably unconstitutional und under undercover
undergo undergone underground underlying undermine undermined undermining understand understanding understands understood undertaking undertook
underwater underway underweight underwent undesirable undisclosed undisputed undone undoubtedly undue une uneconomic unemployed unemployment unfair
unfairly unfairness unfit unfitness unfollow unfollowed unfollower unfollowers unfortunate unfortunately unfounded unhappy uni unicorn unidentified
uniform unilateral unintentionally union unions unique unit unite uniteds units unity universal universe unjust unjustifiably unjustified unkn unknown
unladen unlawful unlawfully unlawfulness unless unlike unlikely unlimited unlocked unmarried unnecessary uno unpacking unpaid unpopular unreal
unrealistic unreasonable unrelated unreleased unrepresented unreservedly unsafe unseen unsociable unspecified unsubstantiated unsuccessful
unsuccessfully unsure until untrue untuk unusual unveil unveils unwilling up upcoming update updated updates upgrade upgraded upheld uphold upholding
uplinked upload upon upper ups upset ur urban urge urged urgent urgh urging urologist urself us use used useful user username users uses usher using
ustawa usual usually utgivare utter utterben utterly uy uyma va vacate vacated vacation vaccination vai valid validate validity valley valuable value
values van variance variety various vas vascular vast ve ved vegan vegetable vegetables vehement vehicle vehicles venom ventilation venture venue
venues ver verbal verbosity verdict verdicts versa verse verses version versions versus vertical very vet veteran veterans vets via vicinity victim
victim's victims victory video videos view viewable viewed viewers viewership viewing views vigil vill village village's villagers villages vine
vintage vinyl violate violated violating violation violations violence violent viral virgin virtue virus vis visa visas visible vision visit visited
visiting visitor visitors visits visual vital vivid vocal vocalist vocals vocational vodka voice voices void voir volcanic volcano voluntarily
voluntary volunteer volunteered volunteering volunteers von vorige vote voted voters votes voting vou voucher vow vows vs vsrovert vuestro
vulnerability vulnerable wading waffles wag wage wages waist wait waited waiting waitress waive wake waking wala walk walked walkin walking walks wall
wallet walls wan wander wanna want wanted wanting wants war ward wards warm warming warn warned warning warnings warns warrant warrants warrior wars
wartime wary was wash wasn't wasnt wass wassup waste wasted wasting wat watch watchdog watched watches watching water waters wave waves waving wavy
way ways we weak weaker wealth wealthy weapon weapons wear wearebang wearing wears weather web website websites wedding wednesday wee weed week
weekday weekend weekends weekly weeks weer weigh weighing weight weighting weights weird welcome welfare well wellness wells welsh wen went were
weren't west western wet whale what what's whatever whats wheels when whenever where whereas whereby whereupon wherever whether which while whilst
whisky whiskydieet whistle whistleblowing white whn who whoa whole wholly whom whose why wicked wide widely widespread widow widow's widowed widower's
widowers widowhood widows wife wife's wikipediablackout wil wild will willing win wind window windows winds wine wing wings winner winners winning
wins winter wipe wire wireless wiry wisdom wise wish wished wishes wishing wit with withdraw withdrawal withdrawn withdrew within without witness
witnesses witty wives wiz wkwk wo woah woke woken wolf woman womb women won wonder wondered wonderful wondering wont woo wood wooden woods woot word
wording words wore work worked worker workers workin working workload workout workouts workplace works workshop workshops world worlds worried worries
worry worrying worse worst worth worthy wot would wouldn't wound wounded wounding wounds wow wrap wrapped wraps wreak wreckage wrestler wrestling writ
write writer writers writes writing written wrong wrongdoing wrongdoings wrongly wrote wtf wwe www wyrok xmas xo xoxo xx xxx xxxx xxxxx xxxxxx xxxxxxx
ya yaa yacht yah yall yan yapping yard yards yarn yawn yay ye yea yeah year year's years yell yelled yelling yellow yen yep yes yesss yesterday yet
yey yg yhuu yield yn yo yoga yoiu you young younger youngest your youre yours yourself yous youth youtube yr yrs yu yuck yung yup zaynmalik zero zip
zlotys zombie zone zoo zum
`
    .trim()
    .split(/\s+/),
)
