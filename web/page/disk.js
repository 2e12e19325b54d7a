// No module, unlike the others: browsers run none on a page that is opened from the disk, so that this says what to do there.
if (location.protocol === "file:") {
  const isKorean = navigator.language.startsWith("ko");
  const message = isKorean
    ? "디스크에서 연 페이지에서는 모듈이 실행되지 않습니다. 다음 명령으로 여세요:"
    : "Browsers run no modules from the disk. Please open it with:";
  const command = Object.assign(document.createElement("code"), { textContent: "hamanlp demo" });
  document.getElementById("reading")?.replaceChildren(`${message} `, command);
}
