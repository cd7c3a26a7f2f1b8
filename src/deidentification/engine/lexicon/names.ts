/**
 * First names, surnames and short forms used in the four nations, written from general knowledge for this project:
 * English, Welsh, Irish, Scottish, South Asian, Polish, Romanian, Somali and West African. They are evidence that a
 * capitalised word is a person; a name that is missing here is still found by its place in the sentence.
 */
const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))

/** Given names in lower case, without accents. */
export const firstNames: ReadonlySet<string> = list(`
aaron abbie abby abdi abdul abdullah abena abida abigail abiola abraham ada adam adaeze adama adana addison ade adeel adebayo adel adele
aderonke adnan adrian adriana afia agata agnes agnieszka ahmad ahmed aidan aileen ailsa aimee aine aisha aishling aisling ajay akinola akosua akua
al alan alana alasdair alastair albert aled alejandro aleksander aleksandra alesha alex alexander alexandra alexandru alexis alfie alfred ali alice
alicia alina alisha alison alistair aliyah allan allison alma alun alwyn alyssa amaan amaka amanda amandeep amara amarjit amber ambrose amelia amina
aminata amir amit amma amrit amy ana anastasia andrea andreea andrei andrew andrzej andy aneurin angela angharad angus anika anil anita anjali ann anna
annabel anne annette annie anthony antoni antonia antonio anwar anwen anya aoife aqsa archie aria ariana arif arjun arlo arnold arran arthur arun arwel
asad asha asher ashley ashok asif asim asma astrid athena aubrey audrey august aurelia austin ava avril awa ayaan ayesha ayo ayodele azeem aziz bahar
balvinder barbara barney barry bartosz beata beatrice becky belinda ben benjamin bernadette bernard bertie bess beth bethan bethany betty beverley
bianca bilal bill billy bisi blanka bob bobbie bobby bogdan boris boyd bradley bram brandon branwen breda brenda brendan brian bridget bridie brigid
britney bronte bronwen brooke bruce bryan bryn bukola caitlin caitriona callum calum cameron camilla candice cara carl carla carlos carly carmel carmen
carol carole caroline carolyn carrie carwyn caryl caryn carys casey cassandra cassie catherine cathal catriona cecilia cedric celia celine ceri
ceridwen chantal chantelle charlene charles charlie charlotte chelsea cheryl chiamaka chibuzo chidi chike chikwanha chinedu chinwe chioma chloe chris
christian christina christine christopher chukwuemeka cian ciara cillian cindy claire clara clare claudia clementine cliff clifford clive clodagh cody
colette colin colleen colm conall connie connor conor constance cora coral corey cormac cornelius courtney craig cressida cristian cristina crystal
curtis cynthia dafydd dagmara dai daisy dale damian damien damilola dan daniel daniela danielle danny daphne dara darcey darcy darius darragh darrell
darren dave david davina dawid dawn dawud dean deborah debbie declan deepa deirdre delia delroy delyth demi denis denise dennis denzel derek dermot
desmond destiny devon dewi dexter diana diane dilys dimitri dinah dod dolores dominic dominik dominika donald donna donovan dora doreen dorian doris
dorota dorothy dougal douglas drew duncan dwayne dylan eamon ebony eddie eden edgar edith edmund edna edward edwin edyta efe effie efua eileen eilidh
eimear einar eirlys ela elaine eleanor elena eleri elin eliot elisabeth elise elizabeth ella ellen ellie elliot elliott ellis eloise elsie elspeth
eluned elwyn emeka emelia emil emilia emily emlyn emma emmanuel emrys emyr ena enda enid enitan enoch eoghan eoin eric erica erik erin ernest esa
esme esther ethan ethel etta eugene euan eunice eva evan evangeline eve evelyn evie ewa ewan ewen eyal ezra fabian fadumo faisal faith faiza farah
farhan farida farooq fatima fatimah fatou fatoumata fay faye felicity felix femi fergal fergus fern fernando ffion filip finbar fingal finlay finley
finn finnian fiona fionnuala fleur flora florence florentina folake fran frances francesca francis francisco frank frankie franklin fraser fred freda
freddie frederick freya fraser funmi gabriel gabriela gabriella gabrielle gail gareth garry gary gavin gaynor geetha gemma genevieve geoff geoffrey
george georgia georgie georgina geraint gerald geraldine gerard germaine gerry gertrude gethin gheorghe ghulam gideon gilbert giles gill gillian gina
gladys glen glenda glenn gloria glyn glynis godfrey gordon grainne graeme graham grant greg gregor gregory greta griff griffith gruffydd grzegorz
guinevere gulshan gurdeep gurpreet gus guy gwen gwendolyn gwenllian gwyn gwyneth gwynfor habiba hadiza haider halima hamid hamish hamza hana hanif
hannah harbhajan hari harinder haris harjit harmony haroon harpreet harriet harrison harry harvey hasan hassan hayden hayley hazel heather hector
heidi helen helena henry henryk herbert hermione hilary hilda hodan holly honor howard hubert hugh hugo humphrey humaira husna hussain hywel iain ian
ibrahim ida idris iestyn ieuan ifan ifeoma ifrah igor ilhan illtud ilona imaan iman imani imogen imran ines ingrid ioan iona ionut ira irena irene
iris irfan isaac isabel isabella isabelle isha isla islwyn ismail isobel israel iulia ivan ivor ivy iwan iwona izabela jabir jack jackie jackson jacob
jacqueline jacqui jada jade jaden jagdeep jaime jake jakub jamal james jamie jamila jan jane janet janice janina janine jared jaroslaw jarvis jasmin
jasmine jason jaspreet jasvinder javed javier jay jayden jayne jaz jean jeanette jeannie jeff jeffrey jemima jemma jen jenifer jenna jennie jennifer
jenny jeremiah jeremy jerome jerry jess jesse jessica jessie jill jim jimmy jo joan joanna joanne jocelyn jodie joe joel joey johanna john johnny jolanta
jon jonah jonathan jordan jordana jorge joseph josephine josh joshua josiah josie joy joyce juan jude judith judy julia julian juliana julie juliet
juliette julius justin justine justyna kacper kadiatou kai kamal kamila kamran karen karim karina karl karol karolina kasia katarzyna kate katherine
kathleen kathryn kathy katie katrina kavita kay kaya kaye kayla kayleigh keeley keir keira keiran keith kelechi kelly kelsey kelvin ken kenan
kendra kenneth kenny kenza kerry keturah keven kevin khadija khadra khalid khalil khuram kiera kieran killian kim kimberley kinga kingsley kira
kiran kirsteen kirsten kirstie kirsty kit kitty klara kofi kojo konrad kris krishna kristian kristina krystyna krzysztof kulwinder kumar kunle kurt
kwabena kwaku kwame kwasi kyle kylie lachlan lacey laila lakshmi lana lara larisa larry latifa laura lauren laurence lauri lavinia lawrence layla
leah leanne lee leila lena lenny leo leon leona leonard leonie leroy lesley leslie leszek letitia lewis lexi liam liban libby lila lilian lilly lily
lina linda lindsay lindsey lisa liv livia liz lizzie llewellyn llinos lloyd llyr logan lois lola lorcan lorna lorraine lottie lou louis louisa louise
luca lucas lucia lucian lucinda lucy luis luke lukasz luna lydia lyn lynda lynette lynn lynne lyra maame mabel maciej mackenzie macy maddie maddison
madeleine madison mae maeve magda magdalena maggie magnus mahad mahmood maia maire mair mairead mairi maisie maja malachy malcolm malgorzata malik
mandy manjit manuel mara marcel marcin marcus marek margaret margery margot maria mariam mariama marian mariana marie marilyn marina mario marion
marius marjorie mark marlene marlon marta martha martin martina martyn mary maryam mason mateusz matilda matt matteo matthew maud maura maureen
maurice mavis max maxine maya mbali megan meghan mehmet mehwish mel melanie melinda melissa melvin mercy meredith merfyn meryl mhairi mia mica michael
michaela michal michelle miguel mihai mike mikolaj mila mildred miles millie milly milo mina mira miranda miriam miroslaw mitchell modou moeen mohamed
mohammad mohammed mohammod moira mollie molly mona monica monika morag morgan moses moshe moss mostafa muhammad muhammed muna muriel murray musa mustafa
muzammil myfanwy myles myra myrtle nabeel nadia nadine naeem nahid naimh nan nana nancy naomi nasir nasreen nastassja natalia natalie natasha nathan
nathaniel naveed navdeep navjot ned neerja neha neil nell nelly nerys nessa nevaeh neville ngozi nia niall niamh nicholas nick nicky nico nicola nicole
nicoleta nigel nikita nikki nikhil nina noah noel nora noreen norma norman norman nuala nuria obinna odette ola olaf olamide oleg olga oliver olivia
oliwia olu oluwaseun oluwaseyi olwen omar omolara oona opal ophelia orla orlaith orlando oscar osian osman oswald otis owain owen pablo paddy padraig
paige pamela parminder parveen pascal pat patience patricia patrick patryk patsy patti paul paula pauline pavel pawel pearl pedro peggy penelope penny
perry peter petra phil philip philippa philomena phoebe phyllis pia pierre piers pippa piotr polly poppy prabhjot precious priti priya priyanka przemyslaw
qasim quentin quinn rachael rachel radoslaw rafael rafal rafiq raheem rahul raj rajesh rajinder raluca ralph ramesh ramona ramsay rana randeep ranjit
raphael rashid rasheed raul ravi ravinder ray raymond razia rebecca reece rees reg regan reggie reginald rehana rekha remi rena renata rene renee reuben
rhea rhiannon rhian rhoda rhodri rhona rhonda rhydian rhys ria ricardo richard ricky rita riaz rizwan rob robbie robert roberta roberto robin robyn
rocco roderick rodney roger rohan roisin roland roman romana romeo ron ronald ronan ronnie rory rosa rosalind rosaleen rosanna rose rosemary rosie ross
rowan rowena roxana roxanne roy ruairi ruby rufus rukhsana rupert russell ruth ryan ryszard saba sabina sabrina sade sadia sadie saeed safiya sahar sahra
saima saira sajid sakariye sal salim salma salman sally salvador sam samantha samina samir samuel sana sandeep sandie sandra sandy sania sanjay santiago
saoirse sara sarah saskia satnam sathnam savannah scarlett scott sean seb sebastian segun seema selina selma senga seonaid seren serena seth shabana
shabnam shabir shah shahid shahida shahnaz shaima shakira shamima shamsa shan shane shania shannon sharon shaun shauna shaunagh shawn shazia shea sheena
sheila shelby shelley sheree sheridan sherry shirley shivani shona siân sian sidney sidra siddiq sienna sierra silas silvia simon simone simran sinead
siobhan sioned siwan slawomir sofia solomon somaya sonia sonny sophia sophie soraya spencer stacey stacy stan stanislaw stanley stefan stefania stella
stephanie stephen steve steven stevie stewart struan stuart sue sukhdeep sukhvinder sukhi suleiman sultan sumaira sunita sunil suraya surinder susan
susanna susannah susie suzanne sybil sylvester sylvia sylwia szymon tabitha tadeusz tahir tahira tahmina taiwo talia talitha tam tamara tamsin tania tanya
tara tariq tasha tasnim tatiana taylor ted teddy tegan temi temitope tendai terence teresa terri terry tess tessa thea thelma theo theodora theodore
theresa thomas tia tiffany tilly tim timothy tina tobi tobias toby todd tom tomas tomasz tommy toni tony tracey tracy trevor tricia trina tristan
trisha trystan tudor tunde tyler tyrone ulrich uma umar una unity urszula usman uzma vaishali valentina valerie vanessa vasile vera verity vernon
veronica vicki vicky victor victoria vijay vikram vikki viktor vince vincent viola violet virginia viv vivian vivien vivienne vlad wahida wallace walter
wanda waqas warren warsame wasim wayne wendy wesley wiktor wiktoria wilbur wilf wilfred will william winifred winnie winston wioletta wojciech
wyn wynne xander xavier yahya yakub yasin yasir yasmeen yasmin yasmine yetunde yolanda yousef youssef ysabel yusra yusuf yvette yvonne zac zach
zachary zafar zahid zahra zaid zain zainab zak zakaria zara zayn zbigniew zeb zeeshan zeinab zelda zena zoe zofia zoltan zsofia zubair zuzanna zygmunt
abdirahman abdikadir ayaan amaal asli deqa farhiya faduma hawa hibo idil khadar leyla mahamed nimco sagal sahal ubah yasiin zamzam
`)

/** Given names that are also English words: a capital in mid-sentence is needed before they count. */
export const wordNames: ReadonlySet<string> = list(`
will chase summer hope grace comfort blessing faith joy patience mercy precious rose daisy lily ivy heather hazel iris violet poppy ruby pearl amber
jade april may june autumn dawn eve star honey destiny harmony melody angel prince princess king queen earl duke rich mark grant frank bill bob pat
sue rob jack harry nick drew dean chuck art gene ray guy miles max major rowan robin jay brook river sky forest rusty sandy misty stormy sunny
skip chip cliff heath glen ford reed wade ash bud clay dale dell grey hunter mason parker page porter tanner taylor tyler cooper carter chance
justice liberty unity verity charity constance prudence felicity clement victor norm ken don ron wally buddy rocky teddy young old little bright
best good love long short strong rest power winter winters day knight bishop abbot pope baker butcher cook fisher gardener farmer shepherd smith
brown black white green gray tickle lamb fox wolf bird swan crow drake finch martin nightingale wood woods field fields hill hills stone rock banks
west east north south marsh moor park lane street bridge church temple hall house castle tower mill wells pool lake rivers brooks bush rush moss
ward nurse warden sharp swift small hardy moody merry gay noble savage wild wise goodwin sun moon sale price penny pound mills bell horn
drum harp lock key bolt nail hammer sawyer potter turner weaver fuller tailor piper fiddler singer rider walker marchant merchant monk nunn
`)

/** Surnames common in the four nations, lower case; a pair of capitalised words ending in one is a person. */
export const surnames: ReadonlySet<string> = list(`
adams adamson addo adebayo agarwal ahmed ahmad aitken akhtar alexander ali allan allen amin anderson andrews archer armstrong arnold arshad ashton
asante aslam atkins atkinson austin ayub bailey baird baker balogun banerjee banks barber barker barlow barnes barnett barr barrett barry barton
bates baxter beattie begum bell bennett benson berry bevan bhatt bibi birch bird bishop black blair blake bond booth boateng bolton bowen boyd
boyle bradley bradshaw brady brennan brien briggs brooks brown browne bruce bryant buchanan buckley burgess burke burns burton butler butt byrne
cairns cameron campbell carr carroll carson carter cassidy chambers chan chapman chaudhry chikwanha choudhury chowdhury christie clark clarke clayton
clements coleman collins collier connolly connor conway cook cooke cooper cox craig crawford cross cunningham curran curtis dalton daly das davey
davidson davies davis davison dawson day dean dempsey dennis desai devlin diaz dixon doherty donaldson donnelly douglas doyle duffy duncan dunn
dyer edwards eze elliott ellis evans farah farrell fearn ferguson fernandes finch findlay finlay fisher fitzgerald fleming fletcher flynn ford forbes
foster fowler fox francis fraser freeman french frost fuller gallagher gardner george gibbs gibson gilbert gill gillespie glover goddard gordon goodwin
gough graham grant gray green greene greenwood gregory grewal griffin griffiths gupta hall hamilton hammond hancock hanson harding hardy harper harris
harrison hart hartley harvey hassan hawkins hayes healy heath henderson henry heslop hewitt hicks higgins hill hilton hobbs hodgson holland holmes
holt hooper hope hopkins horton houghton howard howarth howe howell howells hudson hughes hume humphreys hunt hunter hurst hussain hussein hutchinson
hyde ibrahim igwe iqbal irvine islam jackson jama james jamieson jarvis jenkins jenkinson jennings john johnson johnston johnstone jones jordan joyce
kamara kane kaur kay kelly kennedy kerr kerrigan khan khatun king kirby kirk knight knox kowalczyk kowalska kowalski kumar lamb lambert lane law lawson
lee leigh lennon leslie lewandowski lewis lindsay lister little lloyd logan long love lowe lucas lynch macdonald macdougall macgregor mackay mackenzie
mackie maclean macleod macmillan macpherson maguire mahmood malik mann manning marsh marshall martin mason matthews may mbeki mccabe mccall mccann
mccarthy mccormack mccormick mcdonald mcdonnell mcgrath mcgregor mcguire mcintosh mcintyre mckay mckenna mckenzie mclaughlin mclean mcleod mcmahon
mcmillan mcnally mcnamara mellor mensah miah middleton miles miller mills milne mistry mitchell mohamed moran moore morales morgan morris morrison
morton moss muir mulligan munro murphy murray nair naylor nelson newman newton nguyen nicholls nicholson nicol nolan norman norris north norton nowak
obrien oconnell oconnor odonnell ogden ohara okafor okeke okonkwo olaniyan oliver oneill oreilly osborne osei osman osullivan owen owens owusu page
palmer pandey parker parkes parkin parkinson parry parsons parveen patel paterson patterson payne pearce pearson perkins perry peters petrescu phillips
pickering pickup pierce piper pollard poole popescu porter potter powell power pratt preston price pritchard pruett pugh quinn qureshi rafiq rahman
raja rana randall rao rashid read reddy reed rees reeves rehman reid reilly reynolds rhodes rice richards richardson riley ritchie roberts robertson
robinson robson rodgers rodriguez rogers rooney rose ross rowe rowlands russell ryan sadiq saleem salim sanders sandhu saunders savage schofield scott
sesay shah sharma sharp shaw sheikh shepherd sheppard short siddiqui silva simmons simpson sims sinclair singh skinner slater smart smith spencer
stanley steele stephens stephenson stevens stevenson stewart stone stuart sullivan sutherland sutton swan sweeney sykes szymanski taylor thapa thomas
thompson thomson thornton tierney todd townsend tran turnbull turner tyler ullah uddin vaughan vincent wade walker wall wallace walsh walters walton
ward warner warren warsame waters watkins watson watt watts weaver webb webster wells welsh west weston wheeler white whitehead whittaker wilkins
wilkinson williams williamson willis wilson winter wisniewski wojcik wong wood woods woodward wright wyatt wylie yates young yusuf zaman zhang zielinski
`)

/** Short forms and the full names they may stand for; both directions count as one person when the surname agrees. */
export const nicknames: Readonly<Record<string, readonly string[]>> = {
  abby: ['abigail'],
  al: ['alan', 'albert', 'alfred'],
  alf: ['alfred'],
  alfie: ['alfred'],
  andy: ['andrew'],
  angie: ['angela'],
  annie: ['anne', 'anna'],
  barry: ['barrington'],
  bea: ['beatrice'],
  becky: ['rebecca'],
  becca: ['rebecca'],
  ben: ['benjamin'],
  bernie: ['bernadette', 'bernard'],
  beth: ['elizabeth', 'bethany'],
  betty: ['elizabeth'],
  bill: ['william'],
  billy: ['william'],
  bob: ['robert'],
  bobby: ['robert'],
  cath: ['catherine'],
  cathy: ['catherine'],
  charlie: ['charles', 'charlotte'],
  chris: ['christopher', 'christine', 'christina'],
  connie: ['constance'],
  dan: ['daniel', 'danielle'],
  dani: ['daniela', 'danielle'],
  danny: ['daniel'],
  dave: ['david'],
  dai: ['dafydd', 'david'],
  deb: ['deborah'],
  debbie: ['deborah'],
  dod: ['george'],
  don: ['donald'],
  ed: ['edward', 'edmund'],
  eddie: ['edward'],
  effie: ['euphemia'],
  ellie: ['eleanor', 'ellen'],
  flo: ['florence'],
  flori: ['florentina', 'florin'],
  fran: ['frances', 'francesca', 'francis'],
  frank: ['francis', 'franklin'],
  fred: ['frederick'],
  freddie: ['frederick'],
  gaz: ['gary', 'gareth'],
  geoff: ['geoffrey'],
  gerry: ['gerard', 'gerald', 'geraldine'],
  gill: ['gillian'],
  greg: ['gregory'],
  gwen: ['gwendolyn', 'gwenllian'],
  harry: ['henry', 'harold'],
  jack: ['john'],
  jackie: ['jacqueline'],
  jamie: ['james'],
  jen: ['jennifer'],
  jenny: ['jennifer'],
  jess: ['jessica'],
  jim: ['james'],
  jimmy: ['james'],
  jo: ['joanne', 'joanna', 'josephine'],
  joe: ['joseph'],
  joey: ['joseph'],
  johnny: ['john'],
  jon: ['jonathan'],
  josh: ['joshua'],
  kasia: ['katarzyna'],
  kate: ['katherine', 'catherine', 'kathryn'],
  kath: ['kathleen', 'katherine'],
  kathy: ['kathleen', 'katherine'],
  katie: ['katherine', 'catherine'],
  kay: ['kayleigh', 'katherine'],
  ken: ['kenneth'],
  kim: ['kimberley'],
  larry: ['lawrence'],
  len: ['leonard'],
  lenny: ['leonard'],
  les: ['leslie'],
  lexi: ['alexandra'],
  libby: ['elizabeth'],
  liz: ['elizabeth'],
  lizzie: ['elizabeth'],
  lou: ['louise', 'louis'],
  lottie: ['charlotte'],
  maddie: ['madeleine', 'madison'],
  maggie: ['margaret'],
  mandy: ['amanda'],
  matt: ['matthew'],
  max: ['maxwell', 'maximilian'],
  meg: ['margaret', 'megan'],
  mel: ['melanie', 'melissa', 'melvin'],
  mick: ['michael'],
  mike: ['michael'],
  millie: ['amelia', 'emilia'],
  mo: ['mohammed', 'mohamed', 'muhammad', 'maureen'],
  molly: ['mary'],
  nat: ['natalie', 'nathan', 'natasha'],
  ned: ['edward'],
  nick: ['nicholas'],
  nicky: ['nicola'],
  pat: ['patricia', 'patrick'],
  paddy: ['patrick'],
  peggy: ['margaret'],
  penny: ['penelope'],
  pete: ['peter'],
  phil: ['philip', 'philippa'],
  pip: ['philip', 'philippa'],
  polly: ['mary', 'paula'],
  ray: ['raymond'],
  reg: ['reginald'],
  rich: ['richard'],
  rick: ['richard'],
  rob: ['robert'],
  robbie: ['robert'],
  ron: ['ronald'],
  ronnie: ['ronald', 'veronica'],
  rosie: ['rose', 'rosemary'],
  sal: ['sally'],
  sam: ['samuel', 'samantha'],
  sandy: ['alexander', 'sandra'],
  shaz: ['sharon', 'sharaz'],
  steve: ['stephen', 'steven'],
  stu: ['stuart'],
  sue: ['susan', 'suzanne'],
  susie: ['susan'],
  tam: ['thomas', 'tamara'],
  ted: ['edward', 'theodore'],
  terri: ['theresa'],
  terry: ['terence'],
  tez: ['terence'],
  theo: ['theodore'],
  tilly: ['matilda'],
  tim: ['timothy'],
  tom: ['thomas'],
  tommy: ['thomas'],
  toni: ['antonia'],
  tony: ['anthony'],
  trish: ['patricia'],
  vic: ['victor', 'victoria'],
  vicky: ['victoria'],
  vari: ['mhairi'],
  viv: ['vivian', 'vivienne'],
  wendy: ['gwendolyn'],
  will: ['william'],
  zac: ['zachary'],
  zach: ['zachary'],
  zak: ['zachary', 'sakariye', 'zakaria', 'isaac'],
  kaz: ['karen'],
  daz: ['darren'],
  baz: ['barry'],
  caz: ['caroline'],
  loz: ['lawrence', 'laura'],
  gwenno: ['gwenllian'],
  guto: ['gruffydd'],
  ianto: ['ifan'],
  magda: ['magdalena'],
  aga: ['agnieszka'],
  gosia: ['malgorzata'],
  ania: ['anna'],
  basia: ['barbara'],
  tomek: ['tomasz'],
  krzys: ['krzysztof'],
  kuba: ['jakub'],
  wojtek: ['wojciech'],
  seb: ['sebastian'],
}
