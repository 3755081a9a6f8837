import type { Vocabulary } from "./vocabulary.ts";

/** Turkish. */
export const turkish: Vocabulary = {
  language: "Turkish",
  headings: {
    "data-models": {
      dictionary: `veri model*, veri yapı*, veri şema*, veritabanı şema*, veri tabanı şema*, veritabanı tasarımı, şema, şemalar, varlık, varlıklar, etki alanı modeli, alan modeli, tablolar, tablo yapısı, tip tanımları, tür tanımları, veri tipleri, veri türleri, durum makinesi, durum modeli, veri format*, veri biçimi, dosya biçimi, dosya formatı, veri mimarisi, veri tasarımı`,
      template: `temel varlıklar, anahtar varlıklar`,
    },
    storage: { template: `depolama, veri depolama, saklama, kalıcılık, veritabanı, veri tabanı, veriler` },
    interfaces: {
      dictionary: `arayüz, arayüzler, arayüzleri, arayüz tasarımı, arabirim, arabirimler, api tasarımı, api sözleşme*, api tanımı, sözleşme, sözleşmeler, uç nokta, uç noktalar, uç noktaları, rotalar, imzalar, fonksiyon imzaları, komutlar, komut yapısı, protokol, mesaj biçimi, mesaj formatı`,
      template: `bileşenler ve arayüzler`,
    },
    "error-handling": {
      dictionary: `hata yönetimi, hata işleme, hata yakalama, hata ele alma, hataların ele alınması, hata stratejisi, hata yönetim stratejisi, istisna yönetimi, istisna işleme, hata kodları, çıkış kodları, durum kodları, yeniden deneme*, tekrar deneme*, geri alma, geri alma planı, geri dönüş planı, hata toleransı, dayanıklılık, kurtarma, kurtarma stratejisi, hatalar`,
    },
    "failure-modes": {
      dictionary: `risk, riskler, risk analizi, risk değerlendirmesi, risk yönetimi, hata modları, hata türleri, arıza modları, arıza senaryoları, hata senaryoları, başarısızlık senaryoları, olası arızalar, tehditler, bilinen sorunlar, ne ters gidebilir, neler ters gidebilir, dezavantajlar`,
      template: `riskler ve önlemler, riskler ve azaltma, riskler ve ödünleşimler, riskler ve ödünler`,
    },
    "edge-cases": { dictionary: `uç durumlar, sınır durumları, kenar durumlar, kısıtlamalar` },
    dependencies: {
      dictionary: `bağımlılık, bağımlılıklar, bağımlılıkları, dış bağımlılıklar, harici bağımlılıklar, iç bağımlılıklar, ön koşullar, önkoşullar, ön gereksinimler, dış servisler, harici servisler, dış sistemler, üçüncü taraf servisler, kütüphaneler, paketler, gerekli araçlar`,
      template: `birincil bağımlılıklar, temel bağımlılıklar, ana bağımlılıklar, yeni bağımlılıklar`,
    },
    stack: {
      dictionary: `teknoloji yığını, teknik yığın, teknolojiler, kullanılan teknolojiler, çatılar, araçlar`,
    },
    testing: {
      dictionary: `test, testler, testleri, test stratejisi, test planı, test yaklaşımı, test senaryoları, test durumları, birim testleri, birim testler, entegrasyon testleri, kalite güvencesi`,
    },
    verification: {
      dictionary: `doğrulama, geçerleme, kabul kriterleri, kabul ölçütleri, başarı kriterleri, başarı ölçütleri, tamamlanma kriterleri`,
    },
    deterministic: {
      dictionary: `determinizm, deterministik, belirlenimci, tekrarlanabilirlik, yeniden üretilebilirlik, idempotency, eşgüçlülük`,
    },
    "code-before-prompts": { template: `istemlerden önce kod, promptlardan önce kod, önce kod` },
    "cli-first": { template: `önce cli, cli öncelikli, önce komut satırı` },
    principles: {
      template: `anayasa kontrolü, anayasa denetimi, anayasaya uygunluk, anayasa uyumluluğu, ilkeler, prensipler, tasarım ilkeleri`,
    },
    architecture: {
      dictionary: `mimari, mimari karar*, tasarım kararları, teknik kararlar, karar, kararlar, temel kararlar, teknik yaklaşım, yaklaşım, tasarım, alternatifler, değerlendirilen alternatifler, ödünleşimler, gerekçe, sonuçlar`,
      template: `yapı kararı, mimariye genel bakış`,
    },
    "open-questions": { dictionary: `açık sorular, açık konular, cevaplanmamış sorular` },
    none: {
      dictionary: `bağımlılık enjeksiyonu, kullanıcı arayüzü, kullanıcı arayüzleri, görev bağımlılıkları, bağımlılık grafiği, bağımlılık yönetimi, çalıştırma sırası, veri akışı, test projesi, test ortamı, performans hedefleri, proje tipi, proje türü, risk düzeyi, risk seviyesi`,
    },
  },
  words: {
    failure: {
      dictionary: `hata, hatalar*, hatası*, hatada, hataya, hatalı, başarısız*, istisna*, zaman aşım*, zamanaşım*, süresi dolmuş, süresi doldu, süresi dolan, kullanılamaz, kullanılamıyor, erişilemez, erişilemiyor, ulaşılamaz, ulaşılamıyor, geçersiz*, bozuk*, bozulmuş, eksik*, bulunamadı, bulunamaz*, bulunmuyor, mevcut değil, yanıt vermiyor, yanıt vermez*, çöker*, çökme*, arıza*, kesinti*, çakışma*, aşılırsa, aşıldığında, aşarsa, bilinmeyen*, kaybol*, kopar*, yetersiz*`,
    },
    reaction: {
      dictionary: `yeniden dene*, tekrar dene*, tekrar*, fırlat*, döndür*, döner, dönülür, günlüğe*, loglan*, kaydedil*, uyar*, durdur*, durur, iptal*, sonlandır*, sonlan*, atlanır, atlar, atlanacak, atlandı, yok say*, reddedil*, reddet*, geri al*, yeniden başlat*, bildir*, kurtar*, geri yükle*, devam eder, devam et*, gösteril*, gösterir, engelle*, yalıt*, kuyruğa*, yedek*`,
    },
    "error-strategy": {
      dictionary: `hata kodu*, hata kodlar*, çıkış kodu*, çıkış kodlar*, hata tipi, hata türü, hata sınıfı, özel istisna, üstel geri çekilme, üstel bekleme, devre kesici, hata yanıtı, ölü mektup kuyruğu, hızlı başarısızlık`,
    },
    "health-check": { dictionary: `sağlık kontrolü, sağlık denetimi, durum kontrolü` },
    risk: {
      dictionary: `risk, riskler, hata modu, arıza, senaryo, tehdit, sorun, problem, tehlike, ne ters gidebilir`,
    },
    effect: {
      dictionary: `etki, etkisi, etkiler, önlem, önlemler, azaltma, azaltım, olasılık, tespit, algılama, tepki, yanıt, çözüm, davranış, sonuç, karşı önlem, kurtarma, şiddet, önem derecesi, aksiyon, ne olur, ne yapılır`,
    },
    data: {
      dictionary: `alan, alanı, alanlar*, sütun*, öznitelik*, varlık*, tablo*, birincil anahtar, yabancı anahtar, numaralandırma, indeks, dizin, türü, tipi, veri tipi, veri türü, kayıt, kayıtlar, tam sayı, tamsayı, metin`,
    },
    contract: {
      dictionary: `istek, isteği, istekler, yanıt, yanıtı, parametre*, argüman*, uç nokta*, imza, girdi, girdiler, çıktı, çıktılar, gövde, gövdesi, başlık, metot, metotlar, yöntem, fonksiyon, olay, çıkış kodu, port`,
    },
    command: { dictionary: `komut satırı*, alt komut*, komut, komutu, komutlar*` },
    deterministic: {
      dictionary: `deterministik*, determinizm*, belirlenimci*, idempotent*, tekrarlanabilir*, yeniden üretilebilir*, sabitlen*, sabit sürüm*, kilitli sürüm*, kilit dosyası, sabit tohum*, sabit çekirdek*, saf fonksiyon*, yan etkisiz, yan etkisi yok, yan etki olmadan, sağlama toplam*`,
    },
    "same-result": {
      dictionary: `aynı girdi*, aynı çıktı*, aynı sonu*, özdeş sonuç`,
    },
    hedge: {
      dictionary: `belki, öneril*, tavsiye*, isteğe bağlı, opsiyonel, düşünülebilir, olabilir, mümkünse, mümkün olduğunca, tercihen, ideal olarak, ileride, daha sonra, gelecekte, muhtemelen`,
    },
    negation: { dictionary: `değil, değildir, yok, yoktur, olmadan, hiç, hiçbir, asla` },
    nothing: { dictionary: `yok, yoktur, hiçbiri` },
    "not-applicable": {
      dictionary: `uygulanamaz, geçerli değil, geçerli değildir, gerekli değil, gerekli değildir, gerekmez, gerekmiyor, ilgili değil, kapsam dışı, uygulanmaz`,
    },
    "no-data-change": {
      dictionary: `yeni tablo yok, yeni tablolar yok, şema değişikliği yok, şema değişmez, şema değişmiyor, veritabanı yok, veri tabanı yok, veri saklanmaz, veri saklanmıyor, veri saklamaz, kalıcı veri yok, migrasyon yok, veri modeli değişmez, veri modeli değişmiyor, yeni sütun yok, yeni kolon yok, yeni alan yok, yeni varlık yok, yeni tablo eklenmez, yeni tablo eklenmiyor, yeni tablo olmadan, tablo eklenmez, şema değişikliği olmadan, şema değişikliği gerekmez, göç yok, migration yok, veritabanı değişikliği yok, veri modeli değişikliği yok, yeni depolama yok, sıfır yeni tablo`,
    },
    "no-interface-change": {
      dictionary: `yeni api yok, yeni uç nokta yok, yeni endpoint yok, api değişikliği yok, api değişmez, api değişmiyor, arayüz değişmez, arayüz değişmiyor, yeni arayüz yok, yeni uç nokta eklenmez, yeni uç nokta eklenmiyor, api değişikliği gerekmez, sözleşme değişmez, sözleşme değişikliği yok, yeni rota yok, yeni komut yok, arayüz değişikliği yok`,
    },
    "no-dependency": {
      dictionary: `bağımlılık yok, yeni bağımlılık yok, dış bağımlılık yok, harici bağımlılık yok, ek bağımlılık yok, bağımlılık eklenmez`,
    },
    reference: { dictionary: `bkz, bakınız, bakın, içinde tanımlı, içinde açıklan*, dosyasında tanımlı` },
    test: {
      dictionary: `test*, doğrula*, sına*, kapsama, kapsam oranı, denetlenir, denetler, kontrol ed*, taklit nesne*, mock*`,
    },
    "test-kind": {
      dictionary: `birim test*, entegrasyon*, bütünleştirme, uçtan uca, regresyon*, duman test*, yük test*, kabul test*, sözleşme test*, elle test*, manuel*, fonksiyonel test*, performans test*, bileşen test*, sistem test*`,
    },
    library: {
      dictionary: `kütüphane*, çatı, çatısı, paket, paketi, paketler*, servis, servisi, servisler*, hizmet, hizmeti, hizmetler*, modül*, eklenti*, sürücü, sürücüsü, istemci*, imaj*, konteyner*`,
    },
    code: {
      dictionary: `fonksiyon*, sınıf*, modül*, betik*, bileşen*, uygulama kodu, kod, kodu, kodlar*, denetleyici*, işleyici*, yeniden düzenle*, göç betiği`,
    },
    prompt: { dictionary: `istem, istemi, istemler*, dil modeli*` },
    open: {
      template: `netleştirilecek, açıklama gerekli, açıklığa kavuşturulmalı, netleştirilmeli, belirlenecek, kararlaştırılacak, doldurulacak, teyit edilecek`,
    },
    settled: { dictionary: `çözüldü, çözülmüş, netleştirildi, yok, tüm, tümü, hepsi, kapatıldı` },
    filler: {
      dictionary: `yok, evet, hayır, yüksek, orta, düşük, tamam, tamamlandı, uygulanamaz, geçerli değil, uyumlu, uygun, karşılandı`,
    },
  },
};
